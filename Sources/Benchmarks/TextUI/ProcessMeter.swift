import Files
import Glibc

/// What a process has cost so far, as the kernel counts it.
struct ProcessMeter {
  let process: pid_t

  /// Nanoseconds of all its threads on a processor.
  var nanoseconds: Int {
    var clock = clockid_t()
    var time = timespec()
    guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else {
      return 0
    }
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// Nanoseconds of its first thread, which draws, on a processor.
  var firstThread: Int {
    words("/proc/\(process)/task/\(process)/schedstat").first.flatMap { Int($0) } ?? 0
  }

  /// Megabytes it alone is to blame for: pages it shares count in part.
  var megabytes: Double {
    let words = words("/proc/\(process)/smaps_rollup")
    guard let place = words.firstIndex(of: "Pss:"), place + 1 < words.count else { return 0 }
    return (Double(words[place + 1]) ?? 0) / 1024
  }

  private func words(_ path: String) -> [String] {
    guard let file = fopen(path, "re") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 8192)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
      .split { $0 == " " || $0 == "\n" || $0 == "\t" }.map(String.init)
  }

  /// How busy the machine is: the load of the last minute.
  static var load: String {
    ProcessMeter(process: 0).words("/proc/loadavg").first ?? "unknown"
  }
}
