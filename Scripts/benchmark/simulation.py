"""Runs two models on SimPy and on Shanhuo's kernel in turn, with the same draws and the same answers. Run by Scripts/bench simulation.

SimPy gets its draws beforehand, from the kernel's own streams, so that both meet the same numbers; the kernel draws while it runs. Every
answer is a sum of whole milliseconds and must be the same to the last one. Seconds are the processor's.
"""
import array, gc, json, statistics, subprocess, sys, time

import simpy

SERVERS, VANS, STOPS, SHOPS, RAMPS, SPARE = 10, 60, 20, 30, 8, 10
DAY, DUE = 86_400_000, 7 * 3_600_000


def draws(*words):
    numbers = array.array("i")
    numbers.frombytes(subprocess.run(["simulationbench", *words], capture_output=True, check=True).stdout)
    return numbers.tolist()


def ours(*words):
    return json.loads(subprocess.run(["simulationbench", *words], capture_output=True, check=True, text=True).stdout)


class Customers:
    """M/M/10, 90 % busy."""

    def __init__(self, count):
        numbers = draws("customer-draws", str(count))
        self.gaps, self.services = numbers[:count], numbers[count:]

    def source(self, env, servers):
        for gap, service in zip(self.gaps, self.services):
            yield env.timeout(gap)
            env.process(self.customer(env, servers, service))

    def customer(self, env, servers, service):
        came = env.now
        with servers.request() as request:
            yield request
            waited = env.now - came
            self.waited += waited
            self.longest = max(self.longest, waited)
            yield env.timeout(service)

    def run(self):
        self.waited = self.longest = 0
        env = simpy.Environment()
        env.process(self.source(env, simpy.Resource(env, SERVERS)))
        env.run()
        return {"customers": len(self.gaps), "waited": self.waited, "waited_longest": self.longest, "end": env.now}


class Vans:
    """60 vans, 20 stops a day, loading and unloading at ramps, breakdowns on the way."""

    def __init__(self, days):
        self.days = days
        numbers = iter(draws("van-draws", str(days)))
        take = lambda count: [next(numbers) for _ in range(count)]
        self.draws = [
            (take(days), take(days * STOPS), take(days * STOPS), take(days * SPARE), take(days * SPARE)) for _ in range(VANS)]

    def day(self, env, day):
        yield env.timeout(day * DAY)
        for van in range(VANS):
            env.process(self.route(env, van, day))

    def breakdowns(self, env, van, route):
        gaps = self.gaps[van]
        while True:
            yield env.timeout(next(gaps))
            if self.on_route[van] is not route:
                return
            if self.driving[van]:
                self.driving[van] = False
                route.interrupt()

    def route(self, env, van, day):
        loading, travel, unloading, _, repair = self.draws[van]
        came = env.now
        with self.depot.request() as request:
            yield request
            self.waited_at_depot += env.now - came
            yield env.timeout(loading[day])
        self.on_route[van] = env.active_process
        env.process(self.breakdowns(env, van, env.active_process))
        for stop in range(STOPS):
            left = travel[day * STOPS + stop]
            while left:
                began = env.now
                self.driving[van] = True
                try:
                    yield env.timeout(left)
                    left = 0
                except simpy.Interrupt:
                    left -= env.now - began
                    self.broken += 1
                    yield env.timeout(next(self.repairs[van]))
            self.driving[van] = False
            came = env.now
            with self.ramps[(van * 7 + stop * 11 + day) % SHOPS].request() as request:
                yield request
                self.waited += env.now - came
                yield env.timeout(unloading[day * STOPS + stop])
            self.stops += 1
            self.on_time += env.now - day * DAY <= DUE
        self.on_route[van] = None
        self.route_time += env.now - day * DAY

    def run(self):
        self.stops = self.on_time = self.broken = self.waited = self.waited_at_depot = self.route_time = 0
        self.driving, self.on_route = [False] * VANS, [None] * VANS
        self.gaps = [iter(draws[3]) for draws in self.draws]
        self.repairs = [iter(draws[4]) for draws in self.draws]
        env = simpy.Environment()
        self.depot = simpy.Resource(env, RAMPS)
        self.ramps = [simpy.Resource(env, 1) for _ in range(SHOPS)]
        for day in range(self.days):
            env.process(self.day(env, day))
        env.run()
        return {
            "stops": self.stops, "on_time": self.on_time, "breakdowns": self.broken, "waited": self.waited,
            "waited_at_depot": self.waited_at_depot, "route_time": self.route_time}


def compare(name, unit, model, words, runs=3):
    ours_seconds, peer_seconds, ratios = [], [], []
    for _ in range(runs):
        answer = ours(*words)
        gc.collect()
        start = time.process_time()
        peer = model.run()
        peer_seconds.append(time.process_time() - start)
        ours_seconds.append(answer["seconds"])
        ratios.append(peer_seconds[-1] / ours_seconds[-1])
        different = {key: (answer[key], peer[key]) for key in peer if answer[key] != peer[key]}
        if different:
            sys.exit(f"the answers differ: {different}")
    count, seconds = answer[unit], statistics.median(ours_seconds)
    print(f"{name}: the same answers, {', '.join(f'{key} {peer[key]:,}' for key in peer)}")
    print(
        f"  Shanhuo {count / seconds:,.0f} {unit}/s, {seconds / answer['events'] * 1e9:.1f} ns per event"
        f" ({answer['events']:,} events, {seconds * 1e3:.1f} ms)")
    print(f"  SimPy {simpy.__version__} {count / statistics.median(peer_seconds):,.0f} {unit}/s ({statistics.median(peer_seconds):.2f} s)")
    print(f"  {statistics.median(ratios):.1f} times SimPy (in turn: {', '.join(f'{ratio:.1f}' for ratio in ratios)})")


compare("M/M/10", "customers", Customers(int(sys.argv[1])), ["customers", sys.argv[1]])
compare("60 vans, 60 days", "stops", Vans(60), ["vans", "60"])
