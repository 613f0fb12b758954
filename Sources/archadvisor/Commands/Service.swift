import ShopRuntime

extension Command {
  /// Runs one process of the shop. The supervisor starts it; people have no use for it.
  static let service = Command(
    name: "service", summary: "Run one process of the shop; its supervisor calls this.",
    operands: ["WORDS..."], options: [], examples: []
  ) { (invocation: Invocation) throws(Failure) -> ExitCode in
    guard let settings = ServiceSettings(words: invocation.operands) else {
      throw invocation.usage(UsageSentence.notASetting)
    }
    return ServiceProcess(settings).run() == 0 ? .fine : .no
  }
}
