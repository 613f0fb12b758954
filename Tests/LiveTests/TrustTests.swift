import Glibc
import HTTP
import Telemetry
import Testing

@testable import Live

/// Sources behind https.
struct TrustTests {
  private struct Trouble: Error {}

  private static func file(_ text: String) throws -> String {
    var path = Array("/tmp/archadvisor-live-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else { throw Trouble() }
    defer { close(descriptor) }
    guard write(descriptor, text, text.utf8.count) == text.utf8.count else { throw Trouble() }
    return String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  @Test func onlyATrustedCertificateWillDo() throws {
    let (certificate, key) = try Cryptography.certificate(now: Int64(time(nil)), secondsValid: 600)
    var settings = Server.Settings()
    settings.tls = (certificate, key)
    let server = try Server(settings) { _ in Response(200, text: "x") }
    defer { server.stop() }
    let authority = try Self.file(certificate)
    defer { unlink(authority) }
    let request = SourceRequest.get(url: "https://127.0.0.1:\(server.port)/")
    #expect(Fetcher().fetch([request])[0].problem == "the certificate is not trusted")
    var trusting = Fetcher.Settings()
    trusting.authority = authority
    #expect(Fetcher(trusting).fetch([request])[0].problem == nil)
  }
}
