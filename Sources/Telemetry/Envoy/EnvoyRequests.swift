/// What is asked of Envoy's admin interface.
enum EnvoyRequests {
  static let clusters = "/clusters?format=json"

  /// All figures that are read, and none else: the whole page is five times as long.
  ///
  /// - Parameter isDotted: whether a cluster's name may hold dots; then more than is needed comes
  ///   along, because a pattern cannot tell where the name ends.
  static func stats(isDotted: Bool) -> String {
    let name = isDotted ? ".+" : "[^.]+"
    let cluster = [
      "upstream_rq_(total|completed|[1-5]xx|active|pending_active|retry|retry_success",
      "|retry_overflow|pending_overflow|active_overflow|timeout|per_try_timeout|time)",
      "|upstream_cx_none_healthy|circuit_breakers\\.default\\.(remaining_(rq|pending)|rq_retry_open)",
      "|outlier_detection\\.ejections_(active|enforced_total|overflow)",
      "|membership_(healthy|total)|health_check\\.success",
    ].joined()
    let filter = [
      "^cluster\\.\(name)\\.(\(cluster))$", "^http\\..+\\.downstream_rq_([1-5]xx|active|time)$",
      "^server\\.(uptime|state|hot_restart_generation)$",
      "\\.http_local_rate_limit\\.enforced$",
    ].joined(separator: "|")
    return "/stats?format=json&usedonly&histogram_buckets=detailed&filter=\(escaped(filter))"
  }

  private static func escaped(_ text: String) -> String {
    let plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    return text.utf8.map { byte in
      if plain.utf8.contains(byte) { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
    }.joined()
  }
}
