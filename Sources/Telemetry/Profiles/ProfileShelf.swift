internal import Synchronization
public import YAML

/// The profiles a program has at hand. Nothing is read before it is asked for, and nothing twice: a
/// thousand sources may be read by one profile.
public struct ProfileShelf: Sendable {
  private let documents: @Sendable () -> [Document]
  private let kept = Kept()

  private final class Kept: Sendable {
    let plans = Mutex<[String: MetricsPlan]>([:])
  }

  /// - Parameter documents: the files of the knowledge base's folder of profiles.
  public init(_ documents: @escaping @Sendable () -> [Document]) { self.documents = documents }

  /// Without any profile.
  public static let empty = ProfileShelf { [] }

  /// The ids of all profiles that read pages of one form, in alphabetical order.
  public func names(_ form: Profile.Form) -> [String] {
    documents().filter { $0.root["reads"]?.text == form.rawValue }
      .compactMap { $0.root["profile"]?.text }.sorted()
  }

  /// The profile of that name, made ready to read pages.
  ///
  /// - Throws: what is wrong with the name, or with the file; a sentence for the user.
  func plan(_ id: String, _ form: Profile.Form) throws(SourceKind.Problem) -> MetricsPlan {
    if let known = kept.plans.withLock({ $0[id] }), known.profile.form == form { return known }
    let plan = MetricsPlan(try profile(id, form))
    kept.plans.withLock { $0[id] = plan }
    return plan
  }

  private func profile(_ id: String, _ form: Profile.Form) throws(SourceKind.Problem) -> Profile {
    let known = names(form)
    guard let document = documents().first(where: { $0.root["profile"]?.text == id }) else {
      throw .other(ProfileProblem.unknown(id, known))
    }
    let complaints = Complaints()
    let profile = Profile(document, complaints)
    guard let profile, complaints.list.isEmpty else {
      let first = complaints.list.first.map { "\($0)" } ?? ProfileSentence.noParts
      throw .other(ProfileProblem.broken(id, first))
    }
    guard profile.form == form else {
      throw .other(ProfileProblem.wrongForm(id, profile.form, known))
    }
    return profile
  }
}
