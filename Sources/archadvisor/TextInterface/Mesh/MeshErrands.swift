import Dashboard
import ShopRuntime

extension MeshTarget {
  /// Does an errand and waits until it is done.
  ///
  /// - Parameter hands: do what labs want.
  /// - Parameter tell: gets lines about how far it is.
  /// - Returns: why it could not be done, in a sentence; nil when it was.
  func run(_ errand: MeshErrand, _ hands: LabHands, tell: (String) -> Void) -> String? {
    switch errand {
    case .start: start(tell)
    case .stop: stop()
    case .addFault(let order):
      ask { client throws(ControlClient.Problem) in
        guard let fault = Fault(order) else {
          throw .refused(status: 400, message: MeshSentence.badTarget(order.target))
        }
        _ = try client.add(fault)
      }
    case .clearFaults(let numbers):
      ask { client throws(ControlClient.Problem) in
        for number in numbers { _ = try client.clear(id: number) }
      }
    case .haltFaults: ask { client throws(ControlClient.Problem) in _ = try client.clear(id: nil) }
    case .lab(let errand): run(errand, hands)
    }
  }

  private func run(_ errand: LabErrand, _ hands: LabHands) -> String? {
    switch errand.purpose {
    case .setup, .solution: hands.perform(errand.deeds, thenAtEnd: errand.cleanup)
    case .cleanup: hands.cleanUp(errand.deeds)
    }
  }

  private func start(_ tell: (String) -> Void) -> String? {
    do throws(MeshProcess.Problem) {
      _ = try MeshStart(MeshPlan(name: name), folders, keepsState: false).detach(progress: tell)
      return nil
    } catch {
      return error.sentence
    }
  }

  private func stop() -> String? {
    do throws(ControlClient.Problem) {
      return try MeshEnd(folders).perform() == .lives ? MeshSentence.doesNotEnd : nil
    } catch {
      return MeshSentence.words(error, mesh: name)
    }
  }

  private func ask(
    _ body: (ControlClient) throws(ControlClient.Problem) -> Void
  ) -> String? {
    do throws(ControlClient.Problem) {
      try body(try ControlClient(folders))
      return nil
    } catch {
      return MeshSentence.words(error, mesh: name)
    }
  }
}

extension Fault {
  /// The fault that was ordered; nil for a target that is none.
  init?(_ order: FaultOrder) {
    guard let target = Target(order.target) else { return nil }
    self.init(id: 0, target: target, remaining: order.seconds * 1000)
    switch order.effect {
    case .latency(let milliseconds): latency = milliseconds
    case .errors(let percent): errors = percent
    case .down: down = true
    case .crash: crash = true
    case .hang: hang = true
    case .reset: reset = true
    }
  }
}
