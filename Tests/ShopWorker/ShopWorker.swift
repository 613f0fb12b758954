import Glibc
import Shop
import ShopStores

/// A process of its own for tests that kill one, or let several share their stores.
///
///     ShopWorker place FOLDER NAME         places orders until it is killed; a line for each
///     ShopWorker race FOLDER NAME COUNT    does all work for COUNT orders, as others do beside it;
///                                          a line for each message it has sent
@main
struct ShopWorker {
  static func main() {
    let words = CommandLine.arguments
    guard words.count >= 4 else { exit(64) }
    do {
      let work = try Work(folder: words[2], name: words[3])
      switch words[1] {
      case "place": try work.placeForever()
      case "race": try work.race(Int(words.last ?? "") ?? 0)
      default: exit(64)
      }
    } catch {
      say("stopped: \((error as? StoreProblem)?.sentence ?? "\(error)")")
      exit(1)
    }
  }

  /// Writes a line at once, so that it is out before the next step.
  static func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    guard write(1, bytes, bytes.count) == bytes.count else { exit(74) }
  }
}
