/// The rows of a table by what they are about.
struct ProxyRows {
  var frontends: [StatTable.Row] = []
  /// Those with servers, in the order of the table. What HAProxy answers by itself, as its page of
  /// statistics, is no service.
  var backends: [BackendRows] = []
  private var serverNames: [String: Int] = [:]

  init(_ table: StatTable) {
    var servers: [StatTable.Row] = []
    for row in table.rows {
      guard let proxy = row[.proxy], let name = row[.name] else { continue }
      switch row.number(.type) {
      case 0: frontends.append(row)
      case 1:
        // The servers of a backend stand in front of it.
        if !servers.isEmpty {
          backends.append(BackendRows(name: proxy, row: row, servers: servers))
        }
        servers = []
      case 2:
        servers.append(row)
        serverNames[name, default: 0] += 1
      default: break
      }
    }
  }

  /// What the proxy is called as a caller: the name of its frontend when it has only one, because
  /// nothing in the statistics tells which frontend uses which backend; else a name given to it.
  func caller(otherwise name: String) -> String {
    let only = frontends.count == 1 ? frontends[0][.proxy] : nil
    let names = [only, name, "haproxy", "haproxy-proxy"].compactMap { $0 }
    return names.first { name in !backends.contains { $0.name == name } } ?? name
  }

  /// Server names alone where each is used once and is no other's; with their backend, as HAProxy
  /// writes it in its log, where it is not.
  func instance(_ server: StatTable.Row, of backend: BackendRows, besides proxy: String) -> String {
    let name = server[.name] ?? ""
    return serverNames[name] == 1 && name != proxy ? name : "\(backend.name)/\(name)"
  }
}
