internal import MeshModel
internal import Knowledge
internal import ShopRuntime
public import Telemetry
internal import YAML

/// Which sources a command reads: those the user named, or the local shop that runs.
public struct SourceChoice: Sendable {
  /// Why there is nothing to read.
  public enum Problem: Error, Sendable, Hashable {
    /// What was written is no source: wrong usage.
    case notASource(String)
    /// No source was named and no shop runs.
    case nothingRuns
    /// No source was named and several shops run.
    case severalRun([String])

    public var sentence: String {
      switch self {
      case .notASource(let sentence): sentence
      case .nothingRuns:
        "no local shop runs; start one with 'archadvisor mesh up', or name a source with --source"
      case .severalRun(let names):
        "several local shops run; name one with --source: "
          + names.map { "shop=\($0.printable)" }.joined(separator: ", ")
      }
    }
  }

  private let settings: SourceSettings
  private let running: @Sendable () -> [String]

  /// - Parameters:
  ///   - running: the names of the local shops that run.
  public init(_ settings: SourceSettings, running: @escaping @Sendable () -> [String]) {
    self.settings = settings
    self.running = running
  }

  /// The choice of a user on this machine.
  ///
  /// - Parameter profiles: what pages of metrics and JSON mean; those inside the program unless
  ///   others are given.
  public init(
    user: UInt32, profiles: ProfileShelf = .embedded,
    environment: @escaping @Sendable (String) -> String?
  ) {
    @Sendable func folders(_ mesh: String) -> MeshFolders {
      MeshFolders(mesh: mesh, user: user, environment: environment)
    }
    self.init(SourceSettings(profiles: profiles) { folders($0).controlSocket }) {
      MeshFolders.names(user: user, environment: environment)
        .filter { MeshLock.isHeld(folders($0).lock) }
    }
  }

  /// - Parameter texts: what stands behind each `--source`; empty for the shop that runs. What is
  ///   named twice is read once.
  public func sources(_ texts: [String]) throws(Problem) -> [any Source] {
    var sources: [any Source] = []
    for text in texts.isEmpty ? [try standard()] : texts {
      do throws(SourceAddress.Problem) {
        let source = try SourceAddress(text).source(settings)
        if !sources.contains(where: { $0.identity.id == source.identity.id }) {
          sources.append(source)
        }
      } catch {
        throw .notASource(error.sentence)
      }
    }
    return sources
  }

  /// The shop of the usual name goes before others.
  private func standard() throws(Problem) -> String {
    let names = running()
    if names.contains("shop") { return "shop" }
    guard let name = names.first else { throw .nothingRuns }
    guard names.count == 1 else { throw .severalRun(names) }
    return "shop=\(name)"
  }
}

extension ProfileShelf {
  /// The profiles inside the program.
  public static let embedded = ProfileShelf { KnowledgeFolder.embedded.documents(of: "profiles") }
}
