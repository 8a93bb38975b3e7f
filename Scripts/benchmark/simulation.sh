# The discrete-event kernel. Sourced by Scripts/bench: simulation [CUSTOMERS]
venv=$here/.build/simulation-venv
if [ ! -x "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet simpy==4.1.2
fi
say "two models on SimPy and on our kernel, one thread, in turn"
"$venv/bin/python" "$here/Scripts/benchmark/simulation.py" "${size:-200000}"
say "as more events are pending: the hold model, exponential gaps; seconds of the processor"
for pending in 1000 10000 100000 1000000 10000000; do simulationbench pending $pending; done
say "400 days of 60 vans as replicates, on one thread and on two"
simulationbench replicates 400
