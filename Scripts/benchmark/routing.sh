# Routes. Sourced by Scripts/bench: routing FOLDER [SECONDS [PEERS]]
# PEERS: a comma list of pyvrp, ortools, vroom; "none" for ours alone.
[ -n "$size" ] || { echo "Name the folder of the benchmark texts." >&2; exit 64; }
case $size in /*) instances=$size ;; *) instances=$here/$size ;; esac
seconds=${3:-10}
peers=${4:-pyvrp,ortools,vroom}
venv=$here/.build/routing-venv
if [ "$peers" != none ] && [ ! -x "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet pyvrp==0.14.1 ortools==9.15.6755 pyvroom==1.15.2
fi
python=python3
[ "$peers" = none ] || python=$venv/bin/python
say "steps per second as problems grow (plain time windows, seed 1, 5 s each)"
"$python" "$here/Scripts/benchmark/routing.py" growth
say "instances of $instances, $seconds s of one thread each; every plan through shanhuo route check"
"$python" "$here/Scripts/benchmark/routing.py" compare "$instances" "$seconds" "$peers"
case ,$peers, in *,pyvrp,*)
  say "made-up problems, $seconds s of one thread each"
  "$python" "$here/Scripts/benchmark/routing_made.py" "$seconds" ;;
esac
say "fewest vehicles first, 30 s of one thread each, 10 s for pairs of 100"
"$python" "$here/Scripts/benchmark/routing.py" fleet "$instances" 30
