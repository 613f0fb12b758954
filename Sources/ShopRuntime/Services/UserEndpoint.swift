import HTTP
import Shop
import ShopStores

/// The user service over HTTP.
struct UserEndpoint: ServicePart {
  let store: UserStore

  init(_ settings: ServiceSettings) throws(StoreProblem) {
    let store = try SQLiteStore<any UserRecords>(SQLiteDatabase(path: settings.store("sqlite")))
    let users = settings.demo.users
    try store.write { records throws(StoreProblem) in
      _ = try UserService.seed(users, in: records)
    }
    self.store = store
  }

  var routes: [Route] {
    [
      Route("GET", "/users/{user}") { incoming in
        let id: UserID = try incoming.identifier("user")
        let found = try store.read { records throws(StoreProblem) in try records.user(id) }
        guard let found else { throw Refusal.business(404, "no such user") }
        return Response(200, found)
      }
    ]
  }
}
