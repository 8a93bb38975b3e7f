"""Compares `shanhuo route solve` with PyVRP, OR-Tools and VROOM on benchmark texts. Run by Scripts/bench routing.

Each gets the same instance, in integers of 1/1000 of a unit (ours: 1/10000), durations rounded up, and the same seconds of one thread:
of the processor, but of the clock for VROOM, whose limit counts nothing else.
Every plan goes through `shanhuo route check`, whose double-precision distance is what the tables show.
"""
import collections, csv, json, math, os, random, resource, subprocess, sys, time

SCALE = 1000


def read(path):
    """Vehicles, capacity, nodes [number, x, y, demand, open, close, service(, pickup, delivery)]."""
    vehicles = capacity = 0
    nodes = []
    for line in open(path):
        try:
            fields = [float(word) for word in line.split()]
        except ValueError:
            continue
        if len(fields) in (2, 3):
            vehicles, capacity = int(fields[0]), int(fields[1])
        elif len(fields) >= 7:
            nodes.append(fields)
    return vehicles, capacity, nodes


def matrices(nodes):
    exact = [[math.hypot(a[1] - b[1], a[2] - b[2]) for b in nodes] for a in nodes]
    return [[round(d * SCALE) for d in row] for row in exact], [[math.ceil(d * SCALE - 1e-9) for d in row] for row in exact]


def window(node):
    return int(node[4] * SCALE), int(node[5] * SCALE), int(node[6] * SCALE)


def is_paired(nodes):
    return len(nodes[0]) > 7


def check(path, routes):
    with open("peer.json", "w") as file:
        json.dump({"routes": routes}, file)
    run = subprocess.run(["shanhuo", "route", "check", path, "peer.json", "--json"], capture_output=True, text=True)
    verdict = json.loads(run.stdout)
    return verdict["feasible"], verdict["vehicles"], verdict["distance"]


def ours(path, seconds, objective="distance"):
    run = subprocess.run(
        ["shanhuo", "route", "solve", path, "--seconds", str(seconds), "--processor-time", "--objective", objective, "--json"],
        capture_output=True, text=True)
    return json.loads(run.stdout)["routes"]


def pyvrp(path, seconds):
    import numpy
    from pyvrp import Client, Depot, Location, ProblemData, Shipment, VehicleType, solve

    vehicles, capacity, nodes = read(path)
    distances, durations = (numpy.array(m, dtype=numpy.int64) for m in matrices(nodes))
    clients, shipments, pairs = [], [], []
    for index, node in enumerate(nodes):
        if index == 0:
            continue
        early, late, service = window(node)
        if not is_paired(nodes):
            clients.append(Client(index, delivery=[int(node[3])], service_duration=service, tw_early=early, tw_late=late))
        elif node[8] > 0:
            other = int(node[8])
            pairs.append((index, other))
            other_early, other_late, other_service = window(nodes[other])
            shipments.append(
                Shipment(index, other, early, late, service, other_early, other_late, other_service, amount=[int(node[3])]))
    fleet = VehicleType(num_available=vehicles, capacity=[capacity], tw_late=window(nodes[0])[1])
    data = ProblemData(
        [Location(node[1], node[2]) for node in nodes], clients, [Depot(0)], [fleet], [distances], [durations], [], shipments)
    start = time.process_time()
    best = solve(data, stop=lambda _: time.process_time() - start >= seconds, seed=1, display=False).best
    routes = []
    for route in best.routes():
        visits = []
        for step in route.schedule():
            if step.is_client():
                visits.append(step.idx + 1)
            elif step.is_pickup():
                visits.append(pairs[step.idx][0])
            elif step.is_delivery():
                visits.append(pairs[step.idx][1])
        if visits:
            routes.append(visits)
    return routes


def ortools(path, seconds):
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    vehicles, capacity, nodes = read(path)
    distances, durations = matrices(nodes)
    manager = pywrapcp.RoutingIndexManager(len(nodes), vehicles, 0)
    model = pywrapcp.RoutingModel(manager)
    times = [[durations[a][b] + window(nodes[a])[2] for b in range(len(nodes))] for a in range(len(nodes))]
    model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitMatrix(distances))
    horizon = window(nodes[0])[1]
    model.AddDimension(model.RegisterTransitMatrix(times), horizon, horizon, False, "time")
    model.AddDimensionWithVehicleCapacity(
        model.RegisterUnaryTransitVector([int(node[3]) for node in nodes]), 0, [capacity] * vehicles, True, "load")
    clock = model.GetDimensionOrDie("time")
    for index, node in enumerate(nodes):
        if index == 0:
            continue
        at = manager.NodeToIndex(index)
        clock.CumulVar(at).SetRange(*window(node)[:2])
        if is_paired(nodes) and node[8] > 0:
            to = manager.NodeToIndex(int(node[8]))
            model.AddPickupAndDelivery(at, to)
            model.solver().Add(model.VehicleVar(at) == model.VehicleVar(to))
            model.solver().Add(clock.CumulVar(at) <= clock.CumulVar(to))
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    parameters.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    # The processor's time, as for PyVRP; its own limit counts the clock's.
    parameters.time_limit.FromMilliseconds(int(seconds * 20_000))
    start = time.process_time()
    model.AddSearchMonitor(model.solver().CustomLimit(lambda: time.process_time() - start >= seconds))
    solution = model.SolveWithParameters(parameters)
    routes = []
    for vehicle in range(vehicles if solution else 0):
        at, visits = solution.Value(model.NextVar(model.Start(vehicle))), []
        while not model.IsEnd(at):
            visits.append(manager.IndexToNode(at))
            at = solution.Value(model.NextVar(at))
        if visits:
            routes.append(visits)
    return routes


def vroom(path, seconds):
    import datetime
    import numpy
    import vroom as library

    vehicles, capacity, nodes = read(path)
    distances, durations = (numpy.array(m, dtype=numpy.uint32) for m in matrices(nodes))
    problem = library.Input()
    problem.set_durations_matrix("car", durations)
    problem.set_distances_matrix("car", distances)
    problem.set_costs_matrix("car", distances)
    early, late, _ = window(nodes[0])
    for vehicle in range(vehicles):
        problem.add_vehicle(
            library.Vehicle(vehicle + 1, start=0, end=0, capacity=[capacity], time_window=library.TimeWindow(early, late)))
    for index, node in enumerate(nodes):
        early, late, service = window(node)
        if index == 0:
            continue
        if not is_paired(nodes):
            problem.add_job(
                library.Job(index, location=index, default_service=service, delivery=library.Amount([int(node[3])]), time_windows=[library.TimeWindow(early, late)]))
        elif node[8] > 0:
            other = int(node[8])
            other_early, other_late, other_service = window(nodes[other])
            problem.add_shipment(
                library.ShipmentStep(index, location=index, default_service=service, time_windows=[library.TimeWindow(early, late)]),
                library.ShipmentStep(other, location=other, default_service=other_service, time_windows=[library.TimeWindow(other_early, other_late)]),
                amount=library.Amount([int(node[3])]))
    solution = problem.solve(exploration_level=5, nb_threads=1, timeout=datetime.timedelta(seconds=seconds))
    routes = collections.defaultdict(list)
    for _, step in solution.routes.iterrows():
        if step["type"] in ("job", "pickup", "delivery"):
            routes[step["vehicle_id"]].append(int(step["id"]))
    return list(routes.values())


def best_known(folder, objective):
    """By instance: vehicles and distance."""
    known = {}
    path = os.path.join(folder, "best_known.csv")
    for row in csv.DictReader(open(path)) if os.path.exists(path) else []:
        if row["objective"] == objective and row["distance_convention"].startswith("double"):
            known[row["instance"]] = int(row["best_known_vehicles"]), float(row["best_known_distance"])
    return known


def instances(folder):
    paths = [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".txt")]
    return [(os.path.basename(path)[:-4], path, read(path)[2]) for path in paths]


def group(nodes):
    return "pairs" if is_paired(nodes) else str(len(nodes) - 1)


def compare(folder, seconds, peers):
    known = best_known(folder, "distance_only")
    names = [name for name in peers.split(",") if name != "none"]
    print("| instance | class | ours | " + " | ".join(names) + " | best known | our gap |")
    print("|" + " --- |" * (len(names) + 5))
    gaps, wins = collections.defaultdict(list), collections.Counter()
    for name, path, nodes in instances(folder):
        found = {}
        for solver in [ours] + [globals()[peer] for peer in names]:
            try:
                found[solver.__name__] = check(path, solver(path, seconds))
            except Exception as error:
                found[solver.__name__] = (False, 0, math.inf)
                print(f"{solver.__name__} on {name}: {error}", file=sys.stderr)
        distance = {solver: result[2] if result[0] else math.inf for solver, result in found.items()}
        best = known.get(name, (0, math.nan))[1]
        cells = [f"{result[1]} / {result[2]:.2f}" if result[0] else "none" for result in found.values()]
        print(f"| {name} | {group(nodes)} | " + " | ".join(cells) + f" | {best:.2f} | {(distance['ours'] / best - 1) * 100:.2f} % |", flush=True)
        for peer in names:
            wins[peer] += distance["ours"] <= distance[peer] + 0.01
            if distance[peer] < math.inf:
                gaps[group(nodes), peer].append((distance["ours"] / distance[peer] - 1) * 100)
        if best == best:
            gaps[group(nodes), "best known"].append((distance["ours"] / best - 1) * 100)
    for peer in names:
        print(f"ours at or below {peer}: {wins[peer]} of {len(instances(folder))}")
    for (size, peer), values in sorted(gaps.items()):
        print(f"class {size}: ours is {sum(values) / len(values):+.2f} % from {peer} on average over {len(values)}")


def fleet(folder, seconds):
    known = best_known(folder, "vehicles_first")
    hits, all_known = 0, 0
    print("| instance | class | vehicles | best known | distance | best known | gap |\n|" + " --- |" * 7)
    for name, path, nodes in instances(folder):
        if len(nodes) > 250:
            continue
        is_short = is_paired(nodes) and len(nodes) < 150
        feasible, vehicles, distance = check(path, ours(path, min(seconds, 10) if is_short else seconds, "fleet"))
        fewest, shortest = known.get(name, (0, math.nan))
        gap = f"{(distance / shortest - 1) * 100:.2f} %" if vehicles == fewest else ""
        print(f"| {name} | {group(nodes)} | {vehicles if feasible else 'none'} | {fewest} | {distance:.2f} | {shortest:.2f} | {gap} |", flush=True)
        all_known += 1
        hits += feasible and vehicles <= fewest
    print(f"best known vehicles on {hits} of {all_known}")


def growth():
    """Made-up instances of growing size: places at random, windows on half of the customers."""
    for size, seconds in [(100, 5), (200, 5), (400, 5), (1000, 5), (2000, 5), (5000, 10), (10000, 60)]:
        dice = random.Random(size)
        side = int(10 * size**0.5) + 50
        lines = [f"made-{size}", "VEHICLE", "NUMBER CAPACITY", f"{size} 200", "CUSTOMER", f"0 {side // 2} {side // 2} 0 0 {6 * side} 0"]
        for number in range(1, size + 1):
            x, y = dice.randrange(side), dice.randrange(side)
            opens = dice.randrange(0, 3 * side) if dice.random() < 0.5 else 0
            closes = opens + side if opens else 5 * side
            lines.append(f"{number} {x} {y} {dice.randrange(1, 40)} {opens} {max(closes, int(1.5 * side))} 10")
        with open("made.txt", "w") as file:
            file.write("\n".join(lines) + "\n")
        began = time.time()
        command = ["shanhuo", "route", "solve", "made.txt", "--seconds", str(seconds), "--json"]
        result = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
        took = time.time() - began
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
        print(
            f"{size} stops: {result['iterations'] / result['seconds']:.0f} steps/s, {result['vehicles']} vehicles, distance "
            f"{result['distance']:.0f}, feasible {result['feasible']}, {took:.2f} s of {seconds}, peak {peak:.0f} MB", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "growth":
        growth()
    elif sys.argv[1] == "compare":
        compare(sys.argv[2], float(sys.argv[3]), sys.argv[4])
    else:
        fleet(sys.argv[2], float(sys.argv[3]))
