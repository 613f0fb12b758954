import Glibc
import HTTP
import Platform
import ShopRuntime

/// nginx as a proxy with kept connections, in a folder of its own.
struct Nginx {
  let plain: String
  let secure: String
  private let child: Platform.Child
  private let folder: TemporaryFolder

  /// Nil when it is not installed or does not start.
  ///
  /// - Parameters:
  ///   - programs: where it may be.
  ///   - target: host and port of a service that it passes everything below `/api` on to.
  ///   - secret: what the service is shown.
  ///   - certificate: PEM file, with its key in another one.
  init?(
    _ programs: [String], to target: String, secret: String, certificate: String, key: String
  ) {
    guard let program = programs.first(where: { access($0, X_OK) == 0 }),
      let folder = TemporaryFolder("nginx"),
      let plain = try? Listener(port: 0), let secure = try? Listener(port: 0)
    else { return nil }
    // Both ports are free at this moment, and nobody else here looks for any.
    plain.close()
    secure.close()
    self.folder = folder
    self.plain = "http://127.0.0.1:\(plain.port)"
    self.secure = "https://127.0.0.1:\(secure.port)"
    let text = Self.text(
      folder.path, target, secret, plain.port, secure.port, certificate: certificate, key: key)
    let log = open("\(folder.path)/log", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(log) }
    guard Self.write(text, "\(folder.path)/conf"), log >= 0,
      let child = try? Platform.Child.start(
        program, ["-p", folder.path, "-e", "\(folder.path)/log", "-c", "\(folder.path)/conf"],
        Platform.Child.Files(log: log))
    else {
      folder.remove()
      return nil
    }
    self.child = child
    guard isReady() else {
      end()
      return nil
    }
  }

  /// As fast as it can be set up: nothing logged, connections kept on both sides, a process a core.
  private static func text(
    _ folder: String, _ target: String, _ secret: String, _ plain: UInt16, _ secure: UInt16,
    certificate: String, key: String
  ) -> String {
    let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map {
      "\($0)_temp_path \(folder)/\($0);"
    }
    return """
      daemon off; worker_processes auto; pid \(folder)/pid; error_log \(folder)/log;
      events { worker_connections 1024; }
      http {
        access_log off; keepalive_requests 1000000000; \(paths.joined(separator: " "))
        upstream product { server \(target); keepalive 64; keepalive_requests 1000000000; }
        server {
          listen 127.0.0.1:\(plain);
          listen 127.0.0.1:\(secure) ssl;
          ssl_certificate \(certificate); ssl_certificate_key \(key);
          location /api/ {
            proxy_pass http://product/; proxy_http_version 1.1; proxy_set_header Connection "";
            proxy_set_header Host localhost;
            proxy_set_header \(MeshSecret.headerName) \(secret);
          }
        }
      }
      """
  }

  private static func write(_ text: String, _ path: String) -> Bool {
    guard let file = fopen(path, "we") else { return false }
    fputs(text, file)
    return fclose(file) == 0
  }

  private func isReady() -> Bool {
    guard let client = try? Client() else { return false }
    for _ in 0..<500 {
      if (try? client.send(Request("GET", "/api/products"), to: plain, timeout: 1000)) != nil {
        return true
      }
      poll(nil, 0, 10)
    }
    return false
  }

  func end() {
    child.send(SIGTERM)
    while child.end() == nil { poll(nil, 0, 5) }
    folder.remove()
  }
}
