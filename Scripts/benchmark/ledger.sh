# The ledger. Sourced by Scripts/bench.
transfers=${size:-10000000}
echo "seed 1, transfers between 10,000 accounts (20,000 where the file grows), each a command of its own, on the days of a year one after the other"

prepare() {
  rm -f "$1" "$1"-* "$1".key
  SHANHUO_DATABASE=$1 shanhuo init --catalog "$here/Catalog" >/dev/null
}
per_second() { sed 's/.*"per_second":\([0-9]*\).*/\1/' <<<"$1"; }
# Ours, then C with the same rows.
beside_c() { # batch transfers spread|hot
  prepare ledger.sqlite
  echo "\$ enginebench transfers ledger.sqlite $1 $2 $2 10000 $3"
  ours=$(LD_PRELOAD=$folder/syncs.so enginebench transfers ledger.sqlite "$1" "$2" "$2" 10000 "$3")
  echo "$ours"
  sqlite3 ledger.sqlite 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
  echo "\$ transfers ledger.sqlite c.sqlite"
  theirs=$(LD_PRELOAD=$folder/syncs.so transfers ledger.sqlite c.sqlite 2>/dev/null)
  echo "$theirs"
  echo "  ratio to C: $(awk -v a="$(per_second "$ours")" -v b="$(per_second "$theirs")" 'BEGIN { printf "%.2f", a / b }')"
  rm -f c.sqlite*
}

say "batches of 1,024, 8,190 and 1, each durable before the next"
beside_c 1024 500000 spread
beside_c 8190 500000 spread
beside_c 1 2000 spread

say "one account that every transfer debits"
beside_c 1024 500000 hot
beside_c 8190 500000 hot

say "growth: batches of 1,024 while the file grows to $transfers transfers"
prepare county.sqlite
rows=0
for until in $((transfers / 10)) $((transfers * 3 / 10)) "$transfers"; do
  fill=$((until - rows - 100 * 1024))
  [ $fill -le 0 ] || enginebench transfers county.sqlite 8190 $fill "$transfers" 20000 spread >/dev/null
  echo "\$ enginebench transfers county.sqlite 1024 102400 $transfers 20000 spread"
  enginebench transfers county.sqlite 1024 102400 "$transfers" 20000 spread
  rows=$until
done
echo "\$ enginebench transfers county.sqlite 1 2000 $transfers 20000 spread"
enginebench transfers county.sqlite 1 2000 "$transfers" 20000 spread
sqlite3 county.sqlite 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
ls -l county.sqlite | awk '{ printf "  %.0f MB on disk\n", $5 / 1e6 }'

faster() { printf '%s\n' $1 $2 | sort -n | head -1; }
say "balances as of a day, beside the plain SQL sum over an index that has the same rows"
for day in 2020-07-01 2020-11-30; do
  number=$(($(date -ud "$day" +%s) / 86400))
  echo "\$ shanhuo ledger balance --as-of $day --json"
  # Whoever comes first fills the page cache for the other: each twice, the faster counts.
  seconds= sql=
  for _ in 1 2; do
    measure shanhuo ledger balance --as-of $day --json 3>timing >ours.json
    read -r now _ megabytes <timing
    seconds=$(faster "$now" "$seconds")
    measure sqlite3 county.sqlite "
    SELECT key, sum(d), sum(c) FROM accounts JOIN
      (SELECT debit AS account, sum(amount_fen) AS d, 0 AS c FROM transfers INDEXED BY transfers_by_debit
         WHERE county = 420625 AND kind <= 2 AND on_day <= $number GROUP BY debit
       UNION ALL SELECT credit, 0, sum(amount_fen) FROM transfers INDEXED BY transfers_by_credit
         WHERE county = 420625 AND kind <= 2 AND on_day <= $number GROUP BY credit)
    ON account = number GROUP BY key ORDER BY key" 3>timing >theirs.txt
    read -r now _ _ <timing
    sql=$(faster "$now" "$sql")
  done
  sed 's/},{/}\n{/g; s/[][]//g' ours.json | sed 's/.*"account":"\([^"]*\)".*"credit_fen":\([0-9]*\),"debit_fen":\([0-9]*\).*/\1|\3|\2/' >ours.txt
  cmp -s ours.txt theirs.txt && same=same || same=DIFFERENT
  echo "  $seconds s, peak $megabytes MB; SQL $sql s; ratio $(awk -v a="$seconds" -v b="$sql" 'BEGIN { printf "%.2f", a / b }'); $(wc -l <ours.txt) accounts, $same figures"
done

say "a household's year among $transfers transfers"
{ echo code,name,village,members; echo B-1,江大山,江家梁村,4; } | shanhuo household import - >/dev/null
for month in 01 02 03 04 05 06 07 08 09 10 11 12; do
  shanhuo ledger post --debit suspense --credit payable:H-1 --amount 100 --item A50-4 --memo bench --on 2020-$month-15 >/dev/null
done
best() { # milliseconds of the fastest of 20 runs
  for _ in $(seq 20); do measure "$@" 3>timing >/dev/null; read -r s _ <timing; echo "$s"; done | sort -n | awk 'NR == 1 { printf "%.1f", $1 * 1000 }'
}
show=$(best shanhuo household show H-1 --year 2020 --json)
version=$(best shanhuo --version)
shanhuo household show H-1 --year 2020 --json | grep -o '"net_fen":[0-9]*' | head -1 | sed 's/^/  /'
echo "  household show $show ms, --version $version ms (the fastest of 20 each); ratio $(awk -v a="$show" -v b="$version" 'BEGIN { printf "%.2f", a / b }')"

say "ledger verify"
timed shanhuo ledger verify --json
commands=$(sed 's/.*"commands":\([0-9]*\).*/\1/' <<<"$output")
echo "  $(rate "$commands" "$seconds") commands/s"

rm -f county.sqlite*
lines=$((transfers / 10))
settle() { # lines over 20,000 households, or fewer where there are fewer lines than ten each
  local lines=$1 households
  households=$((lines / 50 < 20000 ? lines / 50 : 20000))
  say "settling $lines delivered lines over $households households"
  rm -f settle.sqlite*
  export SHANHUO_DATABASE=settle.sqlite
  shanhuo init --catalog "$here/Catalog" >/dev/null
  awk -v n=$households 'BEGIN { print "code,name,village,members"; for (i = 1; i <= n; i++) print "B-" i ",江大山,江家梁村,4" }' |
    shanhuo household import - >/dev/null
  # Each household's lot is as much as fifty lines take.
  awk -v n=$households -v grams=$((lines / households * 500)) 'BEGIN { print "producer,number,product,grade,grams,pieces,place,harvested_on,certificate"
    for (i = 1; i <= n; i++) print "H-" i ",1,chestnut,a," grams ",,chengguan,2020-10-05," }' | shanhuo lot import - >/dev/null
  awk -v n=$((lines / 3)) 'BEGIN { print "buyer,number,ordered_at,deliver_on,deliver_to,pack,count"
    for (i = 1; i <= n; i++) for (j = 0; j < 3; j++) print "county-supermarket,N" i ",2020-10-07T08:00,2020-10-07,county-supermarket-shop,chestnut-a-500g,1" }' |
    shanhuo order import - --json
  for state in packed dispatched delivered; do timed shanhuo order advance --to $state --through 2020-10-07 --json; done
  timed shanhuo settle run --through 2020-10-07 --json
  echo "  $(rate $((lines / 3 * 3)) "$seconds") lines/s"
  timed shanhuo settle run --through 2020-10-07 --json
  echo "  households credited: $(sqlite3 settle.sqlite "SELECT count(*) FROM accounts WHERE key LIKE 'payable:H-%'"); \
sales clearing $(sqlite3 settle.sqlite "SELECT debits_fen - credits_fen FROM accounts WHERE key = 'sales-clearing'") fen"
}
settle $((lines / 10))
settle $lines
