import Glibc
import HTTP
import TestSupport
import Testing

@testable import ShopRuntime

/// What somebody on the same machine, who is not of the mesh, can do at its inner ports.
@Suite("The inside of a mesh", .serialized)
struct InsideTests {
  private static let bodies = [
    "PUT /internal/faults": #"{"faults":[]}"#, "PUT /internal/weight": #"{"weight":0}"#,
    "POST /topics/payments/messages": #"{"event":"OrderConfirmed","order":"o-1","at_us":0}"#,
    "PUT /services/user/user-9": #"{"address":"127.0.0.1:1","weight":1000}"#,
  ]

  @Test("nobody is answered without the secret, but scrapers and probes")
  func strangers() throws {
    let mesh = try SupervisedMesh()
    let stranger = try Client()
    var asked = 0
    for instance in mesh.status.instances {
      let address = try #require(instance.address)
      let base = "http://\(address)"
      // What opens another port, as whoever listens there may have learned it, opens none.
      let other = try #require(LoopbackAddress(address)).port ^ 1
      let foreign = try MeshSecret(file: mesh.secretFile).token(port: other)
      let guesses = [nil, "", "0", String(repeating: "0", count: 64), foreign]
      for path in ["/metrics", "/healthz", "/readyz"] {
        #expect(try stranger.send(Request("GET", path), to: base, timeout: 5000).status == 200)
        #expect(
          try stranger.send(Request("PUT", path, body: [0x7B]), to: base, timeout: 5000).status
            == 403)
      }
      for guess in guesses {
        for path in ["/internal/events", "/internal/spans", "/orders/o-1", "/users/user-001", "/"] {
          let headers = Headers(guess.map { [("X-Mesh-Secret", $0)] } ?? [])
          let response = try stranger.send(
            Request("GET", path, headers: headers), to: base, timeout: 5000)
          #expect(response.status == 403, "\(instance.id) \(path)")
          #expect(response.text.contains("through the gateway"))
          asked += 1
        }
      }
      for (line, body) in Self.bodies {
        let words = line.split(separator: " ").map(String.init)
        let request = Request(words[0], words[1], body: Array(body.utf8))
        #expect(try stranger.send(request, to: base, timeout: 5000).status == 403)
      }
    }
    #expect(asked >= 8 * 25)
    #expect(try mesh.control.faults().isEmpty)
  }

  @Test("who shows it is answered, also after a restart of the instance")
  func members() throws {
    let mesh = try SupervisedMesh()
    let user = try #require(mesh.status.instances.first { $0.service == "user" })
    let known = Request("GET", "/users/user-001")
    let address = try #require(user.address)
    #expect(try mesh.inside.send(known, to: "http://\(address)", timeout: 5000).status == 200)
    // A person shows what lies in the file.
    var byHand = known
    byHand.headers["X-Mesh-Secret"] = String(try RuntimeFile.text(mesh.secretFile).prefix(64))
    #expect(try Client().send(byHand, to: "http://\(address)", timeout: 5000).status == 200)
    kill(try mesh.process(of: user.id), SIGKILL)
    let back = try mesh.event { $0.contains(#""kind":"restart","subject":"\#(user.id)""#) }
    #expect(back != nil)
    try eventually("an answer of the new process") {
      let now = try mesh.control.status().instances.first { $0.id == user.id }?.address
      guard let now else { return false }
      return (try? mesh.inside.send(known, to: "http://\(now)", timeout: 5000))?.status == 200
    }
  }

  @Test("the secret stands in no argument, no environment and no log")
  func secrecy() throws {
    let mesh = try SupervisedMesh()
    let secret = try RuntimeFile.text(mesh.secretFile).prefix(64)
    #expect(secret.count == 64)
    var status = stat()
    #expect(stat(mesh.secretFile, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    for instance in mesh.status.instances {
      let process = try #require(instance.process)
      for file in ["cmdline", "environ"] {
        let text = try RuntimeFile.text("/proc/\(process)/\(file)")
        #expect(!text.contains(secret))
      }
    }
  }

  @Test(
    "the registry takes ports of this machine only",
    arguments: [
      ("127.0.0.1:7104", true), ("127.0.0.1:65535", true), ("127.0.0.1:65536", false),
      ("127.0.0.1:0", false), ("127.0.0.1:", false), ("127.0.0.1:+80", false),
      ("127.0.0.1:080", false), ("127.0.0.1:80/x?", false), ("127.0.0.1:80@evil.example", false),
      ("evil.example:80/x?", false), ("evil.example:80", false), ("localhost:80", false),
      ("[::1]:80", false), ("10.0.0.1:80", false), ("127.0.0.1", false), ("", false),
      ("127.0.0.1:80 ", false), ("user@127.0.0.1:80", false), ("127.0.0.1.evil.example:80", false),
    ])
  func registrations(address: String, isTaken: Bool) {
    #expect((LoopbackAddress(address) != nil) == isTaken)
  }
}

@Suite("What processes of a mesh show one another")
struct PortTokenTests {
  private func secret() throws -> MeshSecret {
    let folder = try TemporaryFolder()
    return try MeshSecret(file: folder.file("mesh-secret", MeshSecret.make()))
  }

  @Test("whoever is called learns a token for its own port, and nothing for other addresses")
  func tokens() throws {
    let secret = try secret()
    let server = try Server(Server.Settings()) { request in
      Response(200, text: request.headers[MeshSecret.headerName] ?? "nothing")
    }
    defer { server.stop() }
    let client = try secret.client()
    let port = server.port
    for (host, expected) in [
      ("127.0.0.1", try secret.token(port: port)), ("localhost", "nothing"),
    ] {
      let response = try client.send(
        Request("GET", "/"), to: "http://\(host):\(port)", timeout: 5000)
      #expect(response.text == expected)
    }
    #expect(try secret.token(port: port) != secret.token(port: port ^ 1))
    #expect(try secret.token(port: port) != self.secret().token(port: port))
  }
}
