import Files
import Labs
import ShopRuntime
import YAML

/// The file that remembers how far a learner is, under the user's folder for state.
enum LabProgressFile {
  static var path: String { StateFolder.path("labs/progress.json") }

  /// What is remembered.
  ///
  /// A file that cannot be understood is kept under another name, so that nothing is lost when the
  /// next progress is written.
  ///
  /// - Returns: with what was wrong, in a sentence.
  static func read() -> (progress: LabProgress, problem: String?) {
    let path = path
    guard Files.exists(path) else { return (LabProgress(), nil) }
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try Files.read(path, limit: ProgressFormat.sizeLimit)
    } catch {
      return (LabProgress(), LabWords.unreadable(error))
    }
    if let progress = ProgressFormat.progress(bytes) { return (progress, nil) }
    let aside = "\(path).broken-\(Digest.sha256(bytes).prefix(8))"
    do throws(FileProblem) {
      if !Files.exists(aside) { try Files.write(bytes, to: aside, replacing: false) }
      return (LabProgress(), LabWords.broken(path, keptAs: aside))
    } catch {
      return (LabProgress(), LabWords.unreadable(error))
    }
  }

  /// Remembers progress, as a whole or not at all.
  ///
  /// - Returns: why it is not remembered, in a sentence.
  static func write(_ progress: LabProgress) -> String? {
    do throws(SystemError) {
      _ = try StateFolder.made("labs")
    } catch {
      return LabWords.notKept(error.sentence)
    }
    do throws(FileProblem) {
      try Files.write(Array(ProgressFormat.text(progress).utf8), to: path, replacing: true)
      return nil
    } catch {
      return LabWords.notKept(error.description.printable)
    }
  }
}
