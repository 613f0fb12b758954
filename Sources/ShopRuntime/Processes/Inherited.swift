/// Numbers of the descriptors a service process is born with.
public enum Inherited {
  /// Reads end of file when the supervisor is gone.
  public static let lifeline: Int32 = 3
  /// Takes one line, `ready PORT`, once the service can be called.
  public static let ready: Int32 = 4
  /// Listens for the service's requests, when the supervisor keeps its port.
  public static let listener: Int32 = 5
  /// Listens for the gateway's requests over TLS.
  public static let secureListener: Int32 = 6
  /// Brings the supervisor's liveness probes and takes the answers.
  public static let probe: Int32 = 7
}
