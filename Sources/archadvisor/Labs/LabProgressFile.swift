import Files
import Labs
import YAML

/// The file that remembers how far a learner is, under the user's folder for state.
enum LabProgressFile {
  static var path: String { "\(UserFolders.own.labs.path)/progress.json" }

  /// What is remembered.
  ///
  /// A file that cannot be understood is kept under another name, so that nothing is lost when the
  /// next progress is written.
  ///
  /// - Returns: with what was wrong, in a sentence.
  static func read() -> (progress: LabProgress, problem: String?) {
    let path = path
    do throws(FolderProblem) {
      guard try UserFolders.own.labs.open() != nil, Files.exists(path) else {
        return (LabProgress(), nil)
      }
    } catch {
      return (LabProgress(), LabWords.unreadable(error))
    }
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
    do throws(FolderProblem) {
      try UserFolders.own.labs.make()
    } catch {
      return LabWords.notKept(error.sentence.printable)
    }
    do throws(FileProblem) {
      try Files.write(Array(ProgressFormat.text(progress).utf8), to: path, replacing: true)
      return nil
    } catch {
      return LabWords.notKept(error.description.printable)
    }
  }
}
