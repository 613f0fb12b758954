/// Measures what the README promises about speed and prints one table.
///
/// Run it by `Scripts/bench`, which builds it and the program as they are shipped.
@main
struct Benchmarks {
  static func main() {
    let arguments = CommandLine.arguments
    if Helper.run(Array(arguments.dropFirst())) { return }
    guard arguments.count >= 3 else {
      print("usage: Benchmarks PROGRAM TREE [GROUP...]; see Scripts/bench")
      return
    }
    let (program, tree) = (arguments[1], arguments[2])
    // Processes first: as long as this one is small, it does not count as memory of its children.
    let groups: [(name: String, measure: (Table) -> Void)] = [
      ("program", { WholeProcess(program: program, tree: tree).measure($0) }),
      ("ui", { TextUICost(program: program, helper: arguments[0]).measure($0) }),
      ("mesh", { MeshLife(program: program).measure($0) }),
      ("gateway", { GatewayRate(program: program, tree: tree).measure($0) }),
      ("load", { LoadRate(program: program).measure($0) }),
      ("kills", { ShopKills(program: program).measure($0) }),
      ("advice", { InProcess(tree: tree)?.measure($0) }),
      ("resilience", { ResilienceCost().measure($0) }),
      (
        "screen",
        {
          ScreenCost().measure($0)
          WhatIfCost(tree: tree)?.measure($0)
        }
      ),
      ("saga", { SagaRate().measure($0) }),
      ("broker", { BrokerRate(program: program).measure($0) }),
      ("parsing", { ParseRate(program: arguments[0]).measure($0) }),
      ("polling", { PollCost(program: arguments[0], seconds: 30).measure($0) }),
    ]
    // These take ten minutes and half an hour: measured only when asked for.
    let long: [(name: String, measure: (Table) -> Void)] = [
      ("polling-long", { PollCost(program: arguments[0], seconds: 600).measureLong($0) }),
      ("ui-long", { LongRun(program: program, helper: arguments[0], minutes: 30).measure($0) }),
    ]
    let wanted = arguments.dropFirst(3)
    let known = (groups + long).map(\.name)
    guard wanted.allSatisfy(known.contains) else {
      return print("groups: \(known.joined(separator: ", "))")
    }
    let table = Table()
    table.head()
    for group in groups where wanted.isEmpty || wanted.contains(group.name) {
      group.measure(table)
    }
    for group in long where wanted.contains(group.name) { group.measure(table) }
  }
}
