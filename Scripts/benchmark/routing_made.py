"""Compares `shanhuo route solve` with PyVRP on made-up problems that no benchmark text can say: several vehicle types, matrices that differ
by direction, costs of time, pickups beside deliveries. Run by Scripts/bench routing.

Both get the same JSON problem and the same seconds of the processor; what is compared is the total cost.
"""
import json, math, random, subprocess, sys, time

SIDE = 1000
HORIZON = SIDE * 60
SERVICE = 100
TYPES = [(1, 3000), (1.6, 4500), (0.5, 1800)]

# Customers and seed; share with windows, and their width; customers a route by capacity; detours by direction.
PROBLEMS = {
    "clusters": dict(count=200, seed=11, clusters=8, density=0.5),
    "wide windows, long routes": dict(count=300, seed=12, density=0.6, width=(500, 2000), per_route=50),
    "narrow windows": dict(count=300, seed=13, width=(20, 60)),
    "asymmetric": dict(count=200, seed=14, detour=0.5, density=0.5, width=(100, 500)),
    "three types": dict(count=150, seed=15, types=TYPES, density=0.5, width=(200, 800)),
    "capacity alone": dict(count=300, seed=16, clusters=6, density=0, per_route=8),
    "capacity alone, long routes": dict(count=250, seed=17, density=0, per_route=40),
    "time costs": dict(count=150, seed=18, per_second=1, density=0.7, width=(100, 600)),
    "pickups and deliveries": dict(count=150, seed=19, pickups=0.4, density=0.4, width=(200, 800)),
    "asymmetric, three types": dict(count=100, seed=20, detour=0.4, types=TYPES, density=0.6, width=(100, 400)),
}


def places(dice, count, clusters):
    centres = [(dice.randrange(SIDE), dice.randrange(SIDE)) for _ in range(clusters)]
    found = [(SIDE // 2, SIDE // 2)]
    while len(found) <= count:
        if clusters and dice.random() < 0.8:
            x, y = dice.choice(centres)
            found.append((int(dice.gauss(x, SIDE / 20)), int(dice.gauss(y, SIDE / 20))))
        else:
            found.append((dice.randrange(SIDE), dice.randrange(SIDE)))
    return found


def matrix(dice, at, detour):
    def leg(a, b):
        return 0 if a == b else int(math.dist(at[a], at[b]) * 10 * (1 + detour * dice.random())) + 1

    legs = [[leg(a, b) for b in range(len(at))] for a in range(len(at))]
    if detour:  # shortest ways, as a road network has them
        import numpy

        ways = numpy.array(legs)
        for via in range(len(at)):
            ways = numpy.minimum(ways, ways[:, via : via + 1] + ways[via : via + 1, :])
        legs = ways.tolist()
    return legs


def problem(count, seed, clusters=0, density=1.0, width=(50, 150), per_route=10, detour=0, types=((1, 0),), per_second=0, pickups=0):
    dice = random.Random(seed)
    legs = matrix(dice, places(dice, count, clusters), detour)
    stops, jobs = [], []
    for number in range(1, count + 1):
        opens, closes = 0, HORIZON - legs[number][0] - SERVICE
        if dice.random() < density:
            length = dice.randint(*width) * 10
            middle = dice.randint(legs[0][number], closes)
            opens, closes = max(0, middle - length // 2), max(min(closes, middle + length // 2), legs[0][number])
        stops.append({"id": number, "place": number, "open": opens, "close": closes, "service": SERVICE})
        load = dice.randint(1, 40)
        jobs.append({"pickup" if dice.random() < pickups else "delivery": number, "load": [load]})
    vehicles = [
        {"count": count, "capacity": [int(per_route * 20 * size)], "start": 0, "end": 0, "close": HORIZON, "fixed_cost": fixed,
         "cost_per_second": per_second}
        for size, fixed in types
    ]
    return {"stops": stops, "jobs": jobs, "vehicles": vehicles, "profiles": [{"metres": legs, "seconds": legs}]}


def ours(made, seconds):
    with open("made.json", "w") as file:
        json.dump(made, file)
    command = ["shanhuo", "route", "solve", "made.json", "--seconds", str(seconds), "--processor-time", "--json"]
    result = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
    return result["cost"]["total"] if result["feasible"] else math.inf


def pyvrp(made, seconds):
    import numpy
    from pyvrp import Client, Depot, Location, ProblemData, VehicleType, solve

    legs = numpy.array(made["profiles"][0]["metres"])
    clients = []
    for stop, job in zip(made["stops"], made["jobs"]):
        load, nothing = job["load"], [0]
        clients.append(
            Client(
                stop["place"], delivery=load if "delivery" in job else nothing, pickup=load if "pickup" in job else nothing,
                service_duration=stop["service"], tw_early=stop["open"], tw_late=stop["close"]))
    types = [
        VehicleType(
            num_available=vehicle["count"], capacity=vehicle["capacity"], tw_late=vehicle["close"], fixed_cost=vehicle["fixed_cost"],
            unit_duration_cost=vehicle["cost_per_second"])
        for vehicle in made["vehicles"]
    ]
    data = ProblemData([Location(0, 0) for _ in legs], clients, [Depot(0)], types, [legs], [legs])
    start = time.process_time()
    result = solve(data, stop=lambda _: time.process_time() - start >= seconds, seed=1, display=False)
    return result.cost() if result.is_feasible() else math.inf


if __name__ == "__main__":
    seconds = float(sys.argv[1])
    print("| made-up problem | customers | ours | PyVRP | ours less PyVRP |\n|" + " --- |" * 5)
    for name, what in PROBLEMS.items():
        made = problem(**what)
        our, their = ours(made, seconds), pyvrp(made, seconds)
        print(f"| {name} | {what['count']} | {our:.0f} | {their:.0f} | {(our / their - 1) * 100:+.2f} % |", flush=True)
