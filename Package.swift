// swift-tools-version: 6.1
import Foundation
import PackageDescription

/// Warnings stop the build only where nobody can look at them: in CI.
let strict = ProcessInfo.processInfo.environment["CI"] != nil

let package = Package(
  name: "shanhuo-county",
  products: [
    .executable(name: "shanhuo", targets: ["shanhuo"]),
    .executable(name: "enginebench", targets: ["enginebench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Domain: pure, each importing only what stands above it.
    .target(name: "Messages"),
    .target(name: "Measures", dependencies: ["Messages"]),
    .target(name: "WireFormat", dependencies: ["Measures"]),
    .target(
      name: "Catalogue",
      dependencies: ["Messages", "Measures", "WireFormat", .product(name: "Yams", package: "Yams")]),
    .target(name: "Ordering", dependencies: ["Messages", "Measures", "WireFormat", "Catalogue"]),
    .target(name: "Ledger", dependencies: ["Messages", "Measures", "WireFormat", "Catalogue", "Ordering"]),
    .target(name: "Payouts", dependencies: ["Messages", "Measures", "WireFormat", "Catalogue", "Ordering", "Ledger"]),

    // Delivery runs: what one may look like, and what happens on it.
    .target(name: "Dispatching", dependencies: ["Messages", "Measures", "WireFormat", "Catalogue", "Ordering", "Ledger"]),

    // The route solver, which knows nothing of farms, and its judge, which knows nothing of the search.
    .target(name: "Routing", dependencies: ["Messages"]),
    .target(name: "RouteChecking", dependencies: ["Routing"]),

    // The discrete-event kernel, its random numbers and statistics; knows nothing of farms.
    .target(name: "Simulation", dependencies: ["Messages"]),
    .target(
      name: "DaySimulation",
      dependencies: ["Messages", "Measures", "Catalogue", "Dispatching", "Distances", "GreenChannel", "Simulation"]),

    // The ground: hashing and sealing, tables in text files.
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "Sealing", dependencies: ["Messages", "COpenSSL"]),
    .target(name: "Tabular", dependencies: ["Messages"]),
    // How far, how long, which motorway; pure.
    .target(name: "Distances", dependencies: ["Messages", "Measures", "Catalogue", "Tabular"]),
    // From orders to runs: the toll-free rule for fresh produce, a day's jobs as a routing problem, its solution as runs.
    .target(
      name: "GreenChannel",
      dependencies: ["Messages", "Measures", "Catalogue", "Ordering", "Dispatching", "Distances", "Routing", "Tabular"]),
    // What goes to banks and comes from them; pure.
    .target(name: "BankFiles", dependencies: ["Messages", "Measures", "Catalogue", "Tabular"]),
    // Pictures and printed pages.
    .target(name: "Publishing", dependencies: ["Messages", "Measures"]),

    // The engine, its stores, the command line.
    .target(
      name: "Engine",
      dependencies: ["Messages", "Measures", "WireFormat", "Catalogue", "Ordering", "Ledger", "Payouts", "Dispatching", "Sealing"]),
    .target(
      name: "Storage",
      dependencies: [
        "Messages", "Measures", "WireFormat", "Catalogue", "Ordering", "Ledger", "Payouts", "Dispatching", "Sealing", "Engine",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .executableTarget(
      name: "shanhuo",
      dependencies: [
        "Messages", "Measures", "WireFormat", "Catalogue", "Ordering", "Ledger", "Payouts", "Dispatching", "Sealing", "Tabular",
        "BankFiles",
        "Publishing", "Engine", "Storage", "Routing", "RouteChecking", "GreenChannel", "Distances", "Simulation", "DaySimulation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // What `Scripts/bench` runs inside one process.
    .executableTarget(name: "enginebench", dependencies: ["Measures", "Ordering", "Ledger", "Engine", "Storage", "WireFormat"]),

    // What `Scripts/bench simulation` sets beside SimPy.
    .executableTarget(name: "simulationbench", dependencies: ["Simulation"]),

    .testTarget(name: "MeasuresTests", dependencies: ["Measures", "Messages", "WireFormat"]),
    .testTarget(
      name: "CatalogueTests", dependencies: ["Catalogue", "Measures", "Messages", "WireFormat"], exclude: ["Fixtures"]),
    .testTarget(name: "OrderingTests", dependencies: ["Ordering", "Catalogue", "Measures", "Messages", "WireFormat"]),
    .testTarget(name: "LedgerTests", dependencies: ["Ledger", "Ordering", "Catalogue", "Measures", "Messages", "WireFormat"]),
    .testTarget(name: "PayoutsTests", dependencies: ["Payouts", "Ledger", "Ordering", "Catalogue", "Measures", "Messages"]),
    .testTarget(name: "DispatchingTests", dependencies: ["Dispatching", "Ledger", "Measures"]),
    .testTarget(name: "SealingTests", dependencies: ["Sealing", "Messages"]),
    .testTarget(name: "PublishingTests", dependencies: ["Publishing", "Measures", "Messages"], exclude: ["Golden"]),
    .testTarget(name: "BankFilesTests", dependencies: ["BankFiles", "Catalogue", "Measures", "Messages", "Tabular"]),
    .testTarget(name: "TabularTests", dependencies: ["Tabular", "Messages", "Measures"]),
    .testTarget(
      name: "EngineTests",
      dependencies: [
        "Engine", "Storage", "Ordering", "Ledger", "Payouts", "Dispatching", "Catalogue", "Measures", "Messages", "WireFormat", "Sealing",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "GreenChannelTests",
      dependencies: ["GreenChannel", "Dispatching", "Distances", "Routing", "Ledger", "Catalogue", "Measures", "Messages", "Tabular"]),
    .testTarget(name: "DistancesTests", dependencies: ["Distances", "Catalogue", "Measures", "Messages", "Tabular"]),
    .testTarget(name: "RoutingTests", dependencies: ["Routing", "RouteChecking"]),
    .testTarget(name: "SimulationTests", dependencies: ["Simulation", "Messages"]),
    .testTarget(
      name: "DaySimulationTests",
      dependencies: [
        "DaySimulation", "Simulation", "GreenChannel", "Dispatching", "Distances", "Routing", "Ledger", "Catalogue", "Measures", "Messages",
      ]),
    .testTarget(
      name: "shanhuoTests", dependencies: ["shanhuo", "Catalogue", "Distances", "Publishing"], exclude: ["Sessions"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type == .regular || target.type == .executable || target.type == .test {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
  // What the hot loops call across modules: specialised in its callers, which halves the time of the wire format.
  let isCalledInHotLoops = [
    "WireFormat", "Measures", "Catalogue", "Ordering", "Ledger", "Payouts", "Dispatching", "Sealing", "Engine", "Simulation",
  ].contains(target.name)
  if isCalledInHotLoops {
    target.swiftSettings?.append(.unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)))
  }
  // The search's state is its own; asking at run time whether somebody else is at it took 40 % of a step.
  if target.name == "Routing" {
    target.swiftSettings?.append(.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)))
  }
  if strict { target.swiftSettings?.append(.unsafeFlags(["-warnings-as-errors"])) }
}
