/// A disk that is full to the last byte: a small file system in memory that only the program under
/// test sees, so that nobody has to be root.
public enum FullDisk {
  /// Whether this system lets users have file systems of their own.
  public static let isAvailable =
    (try? unshare.run(arguments: isolated + ["/bin/true"]).status) == 0

  /// The command line of a shell that fills a disk, runs the program on it in the folder where
  /// `name` holds `text`, and prints `status N` and then what became of the folder.
  public static func command(
    _ program: Program, _ words: [String], in folder: TemporaryFolder, keeping name: String,
    _ text: String
  ) throws -> [String] {
    let original = try folder.file("original", text)
    let mount = try folder.folder("disk")
    let script = """
      mount -t tmpfs -o size=16k none '\(mount)' && cd '\(mount)' && cp '\(original)' '\(name)'
      head -c 1M /dev/zero >fill 2>/dev/null
      "$@"
      echo "status $?"
      rm fill
      ls
      cmp '\(original)' '\(name)' && echo unchanged
      """
    return [unshare.path] + isolated + ["/bin/sh", "-c", script, "sh", program.path] + words
  }

  /// Runs the program on a full disk.
  public static func run(
    _ program: Program, _ words: [String], input: String, keeping name: String, _ text: String
  ) throws -> ProgramRun {
    let folder = try TemporaryFolder()
    let command = try command(program, words, in: folder, keeping: name, text)
    return try unshare.run(arguments: Array(command.dropFirst()), input: Array(input.utf8))
  }

  private static let unshare = Program("/usr/bin/unshare")
  private static let isolated = ["--user", "--map-root-user", "--mount"]
}
