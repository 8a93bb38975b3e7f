# The order path. Sourced by Scripts/bench.
orders=${size:-1000000}
echo "seed 1, $orders orders of three lines, two thirds of them from the same 50 lots"

prepare() { # a database with households and lots, and no order
  rm -f "$1" "$1"-* "$1".key
  SHANHUO_DATABASE=$1 shanhuo init --catalog "$here/Catalog" >/dev/null
  SHANHUO_DATABASE=$1 shanhuo sample households --count 1000 --seed 1 >households.csv
  SHANHUO_DATABASE=$1 shanhuo household import households.csv >/dev/null
  awk 'BEGIN {
    print "producer,number,product,grade,grams,pieces,place,harvested_on,certificate"
    for (i = 1; i <= 50; i++)
      printf "guimenguan-coop,HOT-%d,chestnut,a,4000000000,,organic-valley-cold-store,2020-10-%02d,\n", i, 1 + i % 7
    split("green-tea/s green-tea/a black-tea/a rouge-rice/a millet/a chrysanthemum/a wood-ear-dried/a shiitake-dried/a", goods, " ")
    for (i = 1; i <= 2000; i++) {
      split(goods[1 + i % 8], g, "/")
      printf "H-%d,LOT-%d,%s,%s,%d,,chengguan,2020-10-%02d,\n", 1 + i % 1000, i, g[1], g[2], 20000000, 1 + i % 7
    }
  }' >lots.csv
  SHANHUO_DATABASE=$1 shanhuo lot import lots.csv >/dev/null
}
order_file() {
  awk -v n="$1" 'BEGIN {
    srand(1)
    print "buyer,number,ordered_at,deliver_on,deliver_to,pack,count"
    hot = split("chestnut-a-500g chestnut-a-1kg chestnut-a-5kg", h, " ")
    cold = split("green-tea-s-100g green-tea-a-250g black-tea-a-250g rouge-rice-a-1kg millet-a-500g chrysanthemum-a-250g wood-ear-dried-a-150g shiitake-dried-a-200g", c, " ")
    split("county-supermarket shihua-market relief-canteens", b, " ")
    for (i = 1; i <= n; i++) {
      buyer = b[1 + i % 3]
      for (l = 0; l < 3; l++)
        printf "%s,N%d,2020-10-07T08:00:00,2020-10-%02d,chengguan,%s,%d\n", buyer, i, 8 + i % 3,
          (i % 3 ? h[1 + int(rand() * hot)] : c[1 + int(rand() * cold)]), 1 + int(rand() * 3)
    }
  }'
}

say "import of $orders orders in groups of 1,024, synchronous=FULL"
prepare county.sqlite
order_file "$orders" >orders.csv
timed shanhuo order import orders.csv --json
accepted=$(sed 's/.*"accepted":\([0-9]*\).*/\1/' <<<"$output")
ours=$(rate "$accepted" "$seconds")
echo "  $accepted accepted = $(awk -v a="$accepted" -v n="$orders" 'BEGIN { printf "%.2f", 100 * a / n }') %, $ours orders/s as a whole process"
sqlite3 county.sqlite 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
ls -l county.sqlite | awk '{ printf "  %.0f MB on disk\n", $5 / 1e6 }'
echo "the C program writes the same rows:"
echo "\$ rows county.sqlite c.sqlite"
c=$(rows county.sqlite c.sqlite)
echo "$c"
theirs=$(sed 's/.*"per_second":\([0-9]*\).*/\1/' <<<"$c")
echo "  ratio to C: $(awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "%.2f", a / b }')"
rm -f c.sqlite*

say "memory, by size"
for n in 100000 "$orders"; do
  prepare memory.sqlite
  head -n $((3 * n + 1)) orders.csv >part.csv
  SHANHUO_DATABASE=memory.sqlite timed shanhuo order import part.csv --json
done
rm -f memory.sqlite*

say "nothing oversold, by SQL alone"
sqlite3 county.sqlite "
  SELECT 'lots promised beyond what they hold: ' || count(*) FROM lots JOIN
    (SELECT lot, sum(stocked) AS promised FROM allocations WHERE state IN (1, 2, 3, 4) GROUP BY lot) ON lot = number
  WHERE promised > received - lost;
  SELECT 'lots whose reserved differs from their allocations: ' || count(*) FROM lots LEFT JOIN
    (SELECT lot, sum(stocked) AS held FROM allocations WHERE state IN (1, 2) GROUP BY lot) ON lot = number
  WHERE reserved <> coalesce(held, 0);"

say "one order place as a whole process, in turn (20 rounds, medians)"
prepare empty.sqlite
for round in $(seq 20); do
  measure shanhuo --version 3>>version.times >/dev/null
  for database in empty county; do
    SHANHUO_DATABASE=$database.sqlite measure shanhuo order place --buyer county-supermarket --line chestnut-a-1kg=1 \
      --deliver-to chengguan --deliver-on 2020-10-08 --key "P$round" 3>>$database.times >/dev/null
  done
done
for name in version empty county; do
  sort -n $name.times | awk -v n=$name '{ t[NR] = $1 } END { printf "  %-8s %.1f ms\n", n, t[int((NR + 1) / 2)] * 1000 }'
done

say "a single order beside a running import (another process)"
prepare busy.sqlite
SHANHUO_DATABASE=busy.sqlite shanhuo order import orders.csv >/dev/null 2>&1 &
import=$!
sleep 1
round=0
while kill -0 $import 2>/dev/null && [ $round -lt 200 ]; do
  round=$((round + 1))
  SHANHUO_DATABASE=busy.sqlite measure shanhuo order place --buyer county-supermarket --line chestnut-a-1kg=1 \
    --deliver-to chengguan --deliver-on 2020-10-08 --key "B$round" 3>>busy.times >/dev/null
done
kill $import 2>/dev/null || true
wait $import 2>/dev/null || true
sort -n busy.times | awk '{ t[NR] = $1 } END { printf "  %d orders: p50 %.1f ms, p99 %.1f ms, longest %.1f ms\n", NR, t[int((NR + 1) / 2)] * 1000, t[int(NR * 0.99 + 0.5)] * 1000, t[NR] * 1000 }'
rm -f busy.sqlite*

say "callers at once in one process, each waiting for its durable answer; C at the same group size"
for callers in 1 16 64 256; do
  prepare callers.sqlite
  n=$((callers < 16 ? 2000 : callers * 300))
  echo "\$ enginebench orders callers.sqlite $callers $n"
  LD_PRELOAD=$folder/syncs.so enginebench orders callers.sqlite "$callers" "$n" 2>/dev/null
  sqlite3 callers.sqlite 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
  echo "\$ rows callers.sqlite c.sqlite $callers"
  LD_PRELOAD=$folder/syncs.so rows callers.sqlite c.sqlite "$callers" 2>&1 | grep -v '^syncs 0' | paste -sd' '
  rm -f c.sqlite* callers.sqlite*
done

say "ledger verify"
timed shanhuo ledger verify --json
commands=$(sed 's/.*"commands":\([0-9]*\).*/\1/' <<<"$output")
echo "  $(rate "$commands" "$seconds") commands/s"
