/// What has to hold between one order, its payment and its reservation.
struct OrderChecks {
  let order: Order
  let payment: Payment?
  let reservation: Reservation?

  private var isCharged: Bool { payment?.decision == .charged }

  func run(settled: Bool, _ report: inout AuditReport) {
    if settled {
      report.check(order.saga.isFinal, .unsettled(order.id, state: order.saga.name))
    }
    if order.saga.isConfirmed {
      report.check(isCharged, .confirmedWithoutCharge(order.id))
    }
    if order.saga.isCancelled {
      report.check(!isCharged, .cancelledButCharged(order.id))
    }
    if let payment {
      report.check(
        payment.amount == order.total,
        .wrongAmount(order.id, expected: order.total, charged: payment.amount))
    }
    checkGoods(settled: settled, &report)
  }

  private func checkGoods(settled: Bool, _ report: inout AuditReport) {
    if let basket = reservation?.basket {
      report.check(basket == order.basket, .otherGoods(order.id))
    }
    let state = reservation?.state
    report.check(
      fits(state, settled: settled),
      .wrongReservation(
        order.id, order: order.saga.name, reservation: state?.rawValue ?? "not reserved"))
  }

  /// Goods lag behind their order: they are settled by its message.
  private func fits(_ state: Reservation.State?, settled: Bool) -> Bool {
    if order.saga.isConfirmed { return state == .committed || !settled && state == .held }
    if order.saga.isPending { return state == .held }
    if order.saga.isCancelled {
      if state == .released { return true }
      return !settled && (state == .held || order.accepted == nil && state == nil)
    }
    return state == nil || state == .held
  }
}
