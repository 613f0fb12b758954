/// What has to hold between one order, its payment and its reservation.
struct OrderChecks {
  let order: Order
  let payment: Payment?
  let reservation: Reservation?

  /// Whether a statement holds.
  enum Outcome: Sendable, Hashable {
    case holds
    /// Not yet: a message that is on its way makes it hold.
    case isOnItsWay
    case fails

    init(_ holds: Bool, yet: Bool = false) {
      self = holds ? .holds : yet ? .isOnItsWay : .fails
    }
  }

  /// Every statement, with what to say when it does not hold.
  var statements: [(outcome: Outcome, violation: Violation)] {
    var all: [(outcome: Outcome, violation: Violation)] = [
      (
        Outcome(order.saga.isFinal, yet: true), .unsettled(order.id, state: order.saga.name)
      )
    ]
    let isCharged = payment?.decision == .charged
    if order.saga.isConfirmed {
      all.append((Outcome(isCharged), .confirmedWithoutCharge(order.id)))
    }
    if order.saga.isCancelled { all.append((Outcome(!isCharged), .cancelledButCharged(order.id))) }
    if let payment {
      all.append(
        (
          Outcome(payment.amount == order.total),
          .wrongAmount(order.id, expected: order.total, charged: payment.amount)
        ))
    }
    if let basket = reservation?.basket {
      all.append((Outcome(basket == order.basket), .otherGoods(order.id)))
    }
    let state = reservation?.state
    all.append(
      (
        goods(state),
        .wrongReservation(
          order.id, order: order.saga.name, reservation: state?.rawValue ?? "not reserved")
      ))
    return all
  }

  /// Goods lag behind their order: they are settled by its message.
  private func goods(_ state: Reservation.State?) -> Outcome {
    if order.saga.isConfirmed { return Outcome(state == .committed, yet: state == .held) }
    if order.saga.isPending { return Outcome(state == .held) }
    if order.saga.isCancelled {
      return Outcome(
        state == .released, yet: state == .held || order.accepted == nil && state == nil)
    }
    return Outcome(state == nil || state == .held)
  }
}
