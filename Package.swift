// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is built with these: Swift 6 concurrency, no warning left standing, and
/// imports that say what they make public.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// Golden files, and answers captured from real programs, lie in folders beside their suite; SwiftPM
/// has to be told that they are no source.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], golden: Bool = false, captures: Bool = false
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"],
    exclude: (golden ? ["Golden"] : []) + (captures ? ["Captures"] : []), swiftSettings: strict)
}

// The order is the order of the layers: a target imports only what stands above it.
let package = Package(
  name: "archadvisor",
  products: [.executable(name: "archadvisor", targets: ["archadvisor"])],
  targets: [
    // C libraries
    .systemLibrary(name: "CYAML", path: "Sources/CYAML"),
    .systemLibrary(name: "CMessageDigest", path: "Sources/CMessageDigest"),
    .systemLibrary(name: "CNcurses", path: "Sources/CNcurses"),
    .systemLibrary(name: "CSQLite", path: "Sources/CSQLite"),
    .systemLibrary(name: "CLMDB", path: "Sources/CLMDB"),
    .target(name: "CSupport"),
    .target(name: "CWeb"),

    // The operating system
    library("Platform", ["CSupport"]),

    // Documents and knowledge
    library("Text", []),
    library("YAML", ["CYAML", "Text"]),
    library("Files", ["CMessageDigest", "Platform"]),
    library("JSON", ["Text"]),
    program("PackKnowledge", ["Files", "YAML"]),
    .plugin(
      name: "EmbedKnowledge", capability: .buildTool(), dependencies: ["PackKnowledge"],
      path: "Sources/EmbedKnowledge"),
    .target(
      name: "Knowledge", dependencies: ["Files", "YAML"], swiftSettings: strict,
      plugins: ["EmbedKnowledge"]),

    // Pure cores
    library("Advice", ["YAML"]),
    library("MeshModel", []),
    library("Instruments", ["JSON", "Platform"]),
    library("Terminal", []),
    library("MeshLook", ["Instruments", "MeshModel", "Terminal"]),
    library("Filter", ["Instruments", "MeshModel", "YAML"]),
    library("Labs", ["Filter", "JSON", "MeshModel", "YAML"]),
    library("Resilience", []),
    library("Shop", ["JSON", "Text"]),
    library(
      "Reports",
      [
        "Advice", "Filter", "Instruments", "JSON", "Labs", "MeshLook", "MeshModel", "Shop",
        "Terminal", "YAML",
      ]),

    // Disks
    library("ShopStores", ["CLMDB", "CSQLite", "Shop"]),

    // The wire
    library("HTTP", ["CWeb", "Platform"]),
    library("Telemetry", ["JSON", "MeshModel", "YAML"]),
    library(
      "ShopRuntime",
      [
        "CSupport", "Files", "Filter", "HTTP", "Instruments", "JSON", "MeshModel", "Platform",
        "Resilience", "Shop", "ShopStores", "Telemetry", "Text",
      ]),
    library("Live", ["Files", "HTTP", "Knowledge", "MeshModel", "Platform", "Telemetry", "YAML"]),

    // The screen
    library("TerminalCurses", ["CNcurses", "CSupport", "Terminal"]),
    library(
      "Dashboard",
      ["Advice", "Filter", "Instruments", "Labs", "MeshLook", "MeshModel", "Terminal", "YAML"]),
    library("Settings", ["Dashboard", "MeshModel", "Terminal", "YAML"]),

    // Programs
    program(
      "archadvisor",
      [
        "Advice", "CSupport", "Dashboard", "Files", "Filter", "HTTP", "Instruments", "Knowledge",
        "JSON", "Labs", "Live", "MeshLook", "MeshModel", "Platform", "Reports", "Settings", "Shop",
        "ShopRuntime", "Telemetry", "Terminal", "TerminalCurses", "YAML",
      ]),
    program(
      "Benchmarks",
      [
        "Advice", "CSupport", "Dashboard", "Files", "HTTP", "Instruments", "Knowledge", "Live",
        "MeshModel", "Platform", "Resilience", "Shop", "ShopRuntime", "ShopStores", "Telemetry",
        "Terminal", "YAML",
      ]),
    program("BenchmarkPeer", []),

    // Tests
    .target(
      name: "TestSupport", dependencies: ["Advice", "Files", "HTTP", "Knowledge", "YAML"],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    // Plays the whole-program sessions for people; Scripts/demo.
    .executableTarget(
      name: "Demo", dependencies: ["TestSupport"], path: "Tests/Demo", swiftSettings: strict),
    tests("TextTests", ["Text"]),
    tests("YAMLTests", ["YAML"]),
    tests("FilesTests", ["Files"]),
    tests("KnowledgeTests", ["Files", "Knowledge", "YAML"], golden: true),
    tests("AdviceTests", ["Advice", "Knowledge", "YAML"]),
    tests(
      "ReportsTests",
      [
        "Advice", "Filter", "Instruments", "JSON", "MeshModel", "Reports", "Shop", "Terminal",
        "YAML",
      ], golden: true),
    tests("FilterTests", ["Filter", "Instruments", "MeshModel"]),
    tests("LabsTests", ["Filter", "Knowledge", "Labs", "MeshModel", "YAML"]),
    .target(
      name: "ShopTestSupport", dependencies: ["Shop"], path: "Tests/ShopTestSupport",
      swiftSettings: strict),
    tests("ShopTests", ["JSON", "Shop", "ShopTestSupport"]),
    tests("MeshModelTests", ["MeshLook", "MeshModel", "Terminal"]),
    tests("MeshLookTests", ["MeshLook", "MeshModel"]),
    .executableTarget(
      name: "ShopWorker", dependencies: ["Shop", "ShopStores", "ShopTestSupport"],
      path: "Tests/ShopWorker", swiftSettings: strict),
    tests("ShopStoresTests", ["Shop", "ShopStores", "ShopTestSupport", "ShopWorker"]),
    tests("PlatformTests", ["Platform"]),
    tests("HTTPTests", ["HTTP"]),
    tests("InstrumentsTests", ["Instruments"]),
    tests("JSONTests", ["JSON"]),
    tests(
      "TelemetryTests", ["Instruments", "JSON", "Knowledge", "MeshModel", "Telemetry", "YAML"],
      captures: true),
    tests(
      "ShopRuntimeTests",
      [
        "Files", "HTTP", "Instruments", "JSON", "MeshModel", "Platform", "Resilience", "Shop",
        "ShopRuntime", "ShopStores", "ShopTestSupport", "Telemetry", "archadvisor",
      ]),
    tests(
      "LiveTests", ["HTTP", "Live", "MeshModel", "Platform", "Reports", "ShopRuntime", "Telemetry"]),
    tests("RealTests", ["HTTP", "JSON", "Live", "MeshModel", "Telemetry"]),
    tests("ResilienceTests", ["Resilience"]),
    tests("TerminalTests", ["Terminal"]),
    tests(
      "DashboardTests",
      [
        "Advice", "Dashboard", "Filter", "Instruments", "Labs", "MeshModel", "Reports", "Terminal",
        "YAML",
      ],
      golden: true),
    tests("SettingsTests", ["Dashboard", "MeshModel", "Settings", "Terminal", "YAML"]),
    tests("ProgramTests", ["HTTP", "JSON"]),
  ],
  swiftLanguageModes: [.v6]
)
