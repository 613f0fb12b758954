public import Files
internal import MeshModel
internal import Knowledge
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
    /// Where local shops keep their sockets may be somebody else's.
    case folder(FolderProblem)

    public var sentence: String {
      switch self {
      case .notASource(let sentence): sentence
      case .folder(let problem): problem.sentence.printable
      case .nothingRuns:
        "no local shop runs; start one with 'archadvisor mesh up', or name a source with --source"
      case .severalRun(let names):
        "several local shops run; name one with --source: "
          + names.map { "shop=\($0.printable)" }.joined(separator: ", ")
      }
    }
  }

  private let settings: SourceSettings
  private let running: @Sendable () throws(FolderProblem) -> [String]
  private let check: @Sendable (String) throws(FolderProblem) -> Void

  /// - Parameters:
  ///   - running: the names of the local shops that run.
  ///   - check: makes sure that the socket of a local shop is the user's own.
  public init(
    _ settings: SourceSettings,
    running: @escaping @Sendable () throws(FolderProblem) -> [String],
    check: @escaping @Sendable (String) throws(FolderProblem) -> Void = { _ in }
  ) {
    self.settings = settings
    self.running = running
    self.check = check
  }

  /// - Parameter texts: what stands behind each `--source`; empty for the shop that runs. What is
  ///   named twice is read once.
  public func sources(_ texts: [String]) throws(Problem) -> [any Source] {
    var sources: [any Source] = []
    for text in texts.isEmpty ? [try standard()] : texts {
      let source = try source(text)
      if !sources.contains(where: { $0.identity.id == source.identity.id }) {
        sources.append(source)
      }
    }
    return sources
  }

  private func source(_ text: String) throws(Problem) -> any Source {
    let source: any Source
    do throws(SourceAddress.Problem) {
      source = try SourceAddress(text).source(settings)
    } catch {
      throw .notASource(error.sentence)
    }
    do throws(FolderProblem) {
      if let shop = source.shop { try check(shop) }
    } catch {
      throw .folder(error)
    }
    return source
  }

  /// The shop of the usual name goes before others.
  private func standard() throws(Problem) -> String {
    let names: [String]
    do throws(FolderProblem) {
      names = try running()
      // That it does not run may be because it is not believed.
      if names.isEmpty { try check("shop") }
    } catch {
      throw .folder(error)
    }
    if names.contains("shop") { return "shop" }
    guard let name = names.first else { throw .nothingRuns }
    guard names.count == 1 else { throw .severalRun(names) }
    return "shop=\(name)"
  }
}

extension Source {
  /// The name of the local shop that this is; nil for anything else.
  public var shop: String? {
    identity.kind == "shop" ? String(identity.id.drop { $0 != "=" }.dropFirst()) : nil
  }
}

extension ProfileShelf {
  /// The profiles inside the program.
  public static let embedded = ProfileShelf { KnowledgeFolder.embedded.documents(of: "profiles") }
}
