# A day's delivery runs. Sourced by Scripts/bench. `size`: one-minute plans for the reference (default 10).
references=${size:-10}
shanhuo init --catalog "$here/Catalog" >/dev/null
county=$here/Catalog/scenarios/county-day
echo "seed 1 where none is said; county-day: 60 villages, 12 vehicles, 200 jobs; every plan in memory, one thread unless said"

# "runs jobs-left cost" of a plan in JSON
figures() { python3 -c '
import json, sys
plan = json.load(sys.stdin)
print(len(plan["runs"]), len(plan["unplanned"]), plan["cost_fen"] / 100)'; }
plan() { # seconds seed
  shanhuo run plan --scenario "$county" --seconds "$1" --seed "$2" --json 2>/dev/null | figures
}

say "the county's day in a fifth of a second, two seconds and a minute: runs, jobs left out, cost in yuan"
for seconds in 0.2 2; do
  for seed in 1 2 3; do echo "$seconds s, seed $seed: $(plan $seconds $seed)"; done
done
say "the reference: $references plans of a minute each, from seeds 101 on"
for seed in $(seq 101 $((100 + references))); do plan 60 "$seed" | tee -a reference; done
echo "best: $(sort -k2n -k3n reference | head -1)"

say "the county's day three ways, 10 s each"
timed shanhuo run compare --scenario "$county" --seconds 10

say "a province's day: 60 counties, 600 vehicles, 10,000 jobs"
timed shanhuo sample scenario --seed 1 --counties 60 --jobs 10000 --vehicles 600 --output province-day
timed shanhuo run compare --scenario province-day --seconds 60 --threads "$(nproc)"
