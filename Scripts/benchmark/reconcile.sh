# Paying and reconciling. Sourced by Scripts/bench.
lines=${size:-1000000}
echo "seed 1; for each size one run of as many payouts, and a fifth as many older ones that are open; statements of the seed's noise"

prepare() {
  rm -f "$1" "$1"-* "$1".key
  SHANHUO_DATABASE=$1 shanhuo init --catalog "$here/Catalog" >/dev/null
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
credits() { # what households are owed; six of ten amounts are round, as in villages
  awk -v n="$1" -v key="$2" 'BEGIN {
    srand(1)
    split("300 500 600 1200 2000", round, " ")
    print "number,on,debit,credit,amount,memo,item"
    for (i = 1; i <= n; i++)
      printf "%s%d,2020-10-0%d,suspense,payable:H-%d,%s,bench,A50-4\n", key, i, key == "OLD" ? 1 : 7, i, rand() < 0.6 ? round[1 + int(rand() * 5)] : sprintf("%.2f", 1 + int(rand() * 300000) / 100)
  }'
}
send() { # run
  shanhuo payout approve "$1" --actor approver >/dev/null
  shanhuo payout export "$1" --format pain.001 --out "$1.xml" --actor accountant >/dev/null
}
reconcile() { # lines
  # A run holds 999,999 payouts.
  local n=$(($1 < 999999 ? $1 : 999999))
  say "$n payouts"
  export SHANHUO_DATABASE=county.sqlite SHANHUO_NOW=2020-10-02T08:00
  prepare county.sqlite
  shanhuo sample households --count "$n" --seed 1 >households.csv
  timed shanhuo household import households.csv --json
  credits $((n / 5)) OLD | shanhuo ledger import - >/dev/null
  shanhuo payout prepare --through 2020-10-02 --actor accountant >/dev/null
  send PR-1
  export SHANHUO_NOW=2020-10-08T08:00
  credits "$n" NEW | shanhuo ledger import - >/dev/null
  sqlite3 county.sqlite 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
  cp county.sqlite before.sqlite
  # Three times in turn, since the machine's pace changes; the middle one counts.
  local turn ratios=""
  for turn in 1 2 3; do
    rm -f county.sqlite county.sqlite-*
    cp before.sqlite county.sqlite
    timed shanhuo payout prepare --through 2020-10-07 --actor accountant --json
    local prepared=$seconds
    sqlite3 county.sqlite 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
    rm -f plain.sqlite plain.sqlite-*
    cp before.sqlite plain.sqlite
    copied=$(copy county.sqlite plain.sqlite)
    echo "  plain C writes its rows in $copied s; ratio $(ratio "$prepared" "$copied")"
    ratios+="$(ratio "$prepared" "$copied")"$'\n'
  done
  echo "  ratio $(sort -n <<<"${ratios%$'\n'}" | sed -n 2p) (the middle of three)"
  rm -f before.sqlite* plain.sqlite*
  timed shanhuo payout approve PR-2 --actor approver --json
  timed shanhuo payout export PR-2 --format pain.001 --out PR-2.xml --actor accountant --json

  export SHANHUO_NOW=2020-12-20T08:00
  echo "\$ shanhuo sample statement --run PR-2 --seed 1 --returns 2% --noise 3% --format csv:rural-commercial --truth truth.csv >statement.csv"
  shanhuo sample statement --run PR-2 --seed 1 --returns 2% --noise 3% --format csv:rural-commercial --truth truth.csv >statement.csv
  sqlite3 county.sqlite 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
  cp county.sqlite sent.sqlite
  measure wc -l statement.csv 3>timing >/dev/null
  read -r plain _ _ <timing

  # Reading and storing by themselves: the same file into a county that has nothing to match.
  prepare intake.sqlite
  cp intake.sqlite empty.sqlite
  SHANHUO_DATABASE=intake.sqlite timed shanhuo payout reconcile statement.csv --format csv:rural-commercial --actor accountant --json
  local stored=$seconds
  sqlite3 intake.sqlite 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
  copied=$(copy intake.sqlite empty.sqlite 1024)
  rm -f intake.sqlite* empty.sqlite*
  timed shanhuo payout reconcile statement.csv --format csv:rural-commercial --actor accountant --json
  local count
  count=$(sed 's/.*"lines":\([0-9]*\).*/\1/' <<<"$output")
  echo "  $(rate "$count" "$seconds") lines/s; reading and storing alone $(rate "$count" "$stored") lines/s; ratio $(ratio "$seconds" "$stored"); plain C stores the rows of the same lines in $copied s, wc reads the file in $plain s"
  "$here/Scripts/benchmark/score_matches.py" county.sqlite truth.csv | tr -d '\n' | sed 's/  */ /g; s/^/  /'
  echo
  timed shanhuo payout reconcile statement.csv --format csv:rural-commercial --actor accountant --json
}

# The other bank, whose noise is not ours.
other() {
  say "a statement of another generator, for $lines payouts"
  rm -f county.sqlite county.sqlite-*
  cp sent.sqlite county.sqlite
  python3 - PR-2.xml PR-1.xml >payouts.csv <<'PY'
import sys
from xml.etree.ElementTree import iterparse
print("reference,name,account,amount_fen,sent_on,state")
for path, day, state in ((sys.argv[1], "2020-10-08", "current"), (sys.argv[2], "2020-10-02", "open")):
    for _, element in iterparse(path):
        if not element.tag.endswith("}CdtTrfTxInf"): continue
        def text(name): return next(e for e in element.iter() if e.tag.endswith("}" + name)).text
        yuan, _, cents = text("InstdAmt").partition(".")
        fen = int(yuan) * 100 + int(cents.ljust(2, "0"))
        holder = next(e for e in element if e.tag.endswith("}Cdtr"))[0].text
        account = [e for e in element.iter() if e.tag.endswith("}CdtrAcct")][0]
        number = [e.text for e in account.iter() if e.text and e.text.strip()][-1]
        print(",".join((text("EndToEndId"), holder, number, str(fen), day, state)))
        element.clear()
PY
  echo "\$ other_bank.py payouts.csv --seed 1 --until 2020-12-20 --truth truth.csv >statement.csv"
  "$here/Scripts/benchmark/other_bank.py" payouts.csv --seed 1 --until 2020-12-20 --truth truth.csv >statement.csv
  timed shanhuo payout reconcile statement.csv --format csv:rural-commercial --actor accountant --json
  "$here/Scripts/benchmark/score_matches.py" county.sqlite truth.csv | sed 's/^/  /'
}

reconcile $((lines / 10))
reconcile $((lines * 3 / 10))
reconcile "$lines"
other
