import HTTP
import Shop
import ShopStores

/// The user service over HTTP.
struct UserService: ServicePart {
  let users: CustomerFile

  init(_ settings: ServiceSettings) throws(StoreProblem) {
    let store: UserStore = try SQLiteStore<any UserRecords>(path: settings.store("sqlite"))
    users = CustomerFile(store)
    try users.begin(with: settings.demo.users)
  }

  var routes: [Route] {
    [
      Route("GET", "/users/{user}") { incoming in
        guard let user = try users.user(try incoming.identifier("user")) else {
          throw Refusal.business(404, "no such user")
        }
        return Response(200, user)
      }
    ]
  }
}
