internal import CWeb

extension HTTPProblem {
  /// What libcurl's code means.
  init(curl code: Int32) {
    switch UInt32(code) {
    case CURLE_OPERATION_TIMEDOUT.rawValue: self = .timeout
    case CURLE_COULDNT_CONNECT.rawValue: self = .refused
    case CURLE_PEER_FAILED_VERIFICATION.rawValue, CURLE_SSL_CACERT_BADFILE.rawValue:
      self = .untrusted
    default:
      self = .broken(cweb_easy_problem(code).map { String(cString: $0) } ?? "error \(code)")
    }
  }
}
