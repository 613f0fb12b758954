internal import Glibc

/// A TCP port of the loopback interface that nobody listens on, chosen by the system.
///
/// It is free again when this returns, for a program that has to be told its port; so start that
/// program at once.
public func freePort() throws -> UInt16 {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  guard descriptor >= 0 else { throw HarnessError.system("socket") }
  defer { close(descriptor) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  let result = withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
      bind(descriptor, general, length) == 0 && getsockname(descriptor, general, &length) == 0
    }
  }
  guard result else { throw HarnessError.system("bind") }
  return UInt16(bigEndian: address.sin_port)
}
