/// Measures what the README promises about speed and prints one table.
///
/// Run it by `Scripts/bench`, which builds it and the program as they are shipped.
@main
struct Benchmarks {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else {
      print("usage: Benchmarks PROGRAM TREE; see Scripts/bench")
      return
    }
    let table = Table()
    table.head()
    // Processes first: as long as this one is small, it does not count as memory of its children.
    WholeProcess(program: arguments[1], tree: arguments[2]).measure(table)
    InProcess(tree: arguments[2])?.measure(table)
    ResilienceCost().measure(table)
    ScreenCost().measure(table)
    SagaRate().measure(table)
    BrokerRate(program: arguments[1]).measure(table)
  }
}
