/// The columns of HAProxy's statistics that are read, by the names of its header line. Their order
/// and number differ from release to release.
enum StatColumn: String, CaseIterable {
  case proxy = "pxname"
  /// `FRONTEND`, `BACKEND`, or the name of a server.
  case name = "svname"
  /// 0 is a frontend, 1 a backend, 2 a server; sockets that a frontend listens on are 3.
  case type
  case status
  case mode
  case address = "addr"

  /// Requests of a backend or frontend, with an answer; of a server only answers it gave itself that
  /// were passed on.
  case requests = "req_tot"
  /// Sessions; of a server, times that a request was sent to it, retries included.
  case sessions = "stot"
  case currentSessions = "scur"
  case sessionLimit = "slim"
  /// Requests that wait for a free server now.
  case queued = "qcur"

  case informational = "hrsp_1xx"
  case success = "hrsp_2xx"
  case redirect = "hrsp_3xx"
  case clientError = "hrsp_4xx"
  case serverError = "hrsp_5xx"
  case otherAnswers = "hrsp_other"

  case denied = "dreq"
  /// Requests that no connection was got for in the end.
  case connectionErrors = "econ"
  case retries = "wretr"
  case redispatches = "wredis"
  case clientAborts = "cli_abrt"

  case checkStatus = "check_status"
  /// What the last check found, in words.
  case lastCheck = "last_chk"
  /// Times a server was marked down for what its answers to real requests were.
  case markedDown = "hanafail"
  /// Times it went from up to down, for whatever reason.
  case wentDown = "chkdown"
  /// Seconds since the status changed.
  case lastChange = "lastchg"
  /// Percent of its weight that a server gets while it starts slowly; empty when it does not.
  case throttle

  /// Means of the last 1024 requests, in milliseconds.
  case queueTime = "qtime"
  case connectTime = "ctime"
  case responseTime = "rtime"
}
