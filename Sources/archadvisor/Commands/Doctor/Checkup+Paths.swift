import Terminal
import Files
import Glibc
import Reports
import Settings
import YAML

/// Where the program keeps and looks for things, and whether the configuration is understood.
extension Checkup {
  static func paths(_ invocation: Invocation) -> [Finding] {
    let files = ConfigurationFiles(named: invocation.value("config"))
    let folders = UserFolders.own
    return configuration(files) + themes(files) + [
      folder("state", folders.state["meshes"]),
      folder("recordings", folders.recordings),
      folder("runtime", folders.runtime),
    ]
  }

  private static func folder(_ name: String, _ folder: OwnFolder) -> Finding {
    do throws(FolderProblem) {
      let isThere = try folder.open() != nil
      return Finding(
        name, .fine, folder.path.printable + (isThere ? "" : " (made when it is needed)"))
    } catch {
      return Finding(name, .missing, error.sentence.printable)
    }
  }

  private static func configuration(_ files: ConfigurationFiles) -> [Finding] {
    guard files.exists else {
      return [Finding("config", .fine, "\(files.path.printable) (not there, so all is as usual)")]
    }
    let complaints = Complaints()
    do throws(FileProblem) {
      _ = try files.read(complaints)
    } catch {
      return [
        Finding(
          "config", .missing, error.description.printable,
          advice: "name another file with --config, or make this one readable")
      ]
    }
    guard complaints.hasErrors else { return [Finding("config", .fine, files.path.printable)] }
    return mistakes(
      "config", complaints,
      advice: "mend the file; 'archadvisor config template' explains every setting")
  }

  private static func themes(_ files: ConfigurationFiles) -> [Finding] {
    let complaints = Complaints()
    do throws(FileProblem) {
      let names = try files.readThemes(complaints).map(\.name)
      guard !complaints.hasErrors else {
        return mistakes(
          "themes", complaints, advice: "mend the file, or move it out of the folder of themes")
      }
      let own = names.isEmpty ? "none of your own" : names.joined(separator: ", ")
      return [Finding("themes", .fine, "\(files.themes.printable): \(own)")]
    } catch {
      return [Finding("themes", .missing, error.description.printable)]
    }
  }

  /// Every mistake by itself, with what to do about all of them below the last.
  private static func mistakes(
    _ subject: String, _ complaints: Complaints, advice: String
  ) -> [Finding] {
    let lines = complaints.lines
    return lines.enumerated().map { place, line in
      Finding(subject, .missing, line, advice: place == lines.count - 1 ? advice : nil)
    }
  }
}
