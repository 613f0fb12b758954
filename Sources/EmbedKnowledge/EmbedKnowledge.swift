import Foundation
import PackagePlugin

/// Puts the knowledge folder into the binary: whenever one of its files changes, the next build
/// packs them anew.
@main
struct EmbedKnowledge: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
    let root = context.package.directoryURL.appending(path: "knowledge")
    let paths = (FileManager.default.subpaths(atPath: root.path) ?? [])
      .filter { $0.hasSuffix(".yaml") && !$0.contains("/.") && !$0.hasPrefix(".") }
      .sorted()
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedKnowledge.swift")
    return [
      .buildCommand(
        displayName: "Packing the knowledge",
        executable: try context.tool(named: "PackKnowledge").url,
        arguments: [output.path, root.path] + paths,
        inputFiles: paths.map { root.appending(path: $0) },
        outputFiles: [output])
    ]
  }
}
