import Advice
import Reports
import YAML

extension Option {
  static let require = Option(
    "require", value: "STYLE", repeats: true, choices: Style.allCases.map(\.rawValue),
    "Fail (exit code 1) unless this style is recommended; given several times, one of them.")
  static let failOn = Option(
    "fail-on", value: "WHAT", repeats: true,
    "Fail (exit code 1) on what is named: \(Gate.names.joined(separator: ", ")) or warning:ID; "
      + "a class or severity stands for the worse ones too.")
}

extension Invocation {
  /// What `--require` and `--fail-on` demand.
  func gates(_ knowledge: KnowledgeBase) throws(Failure) -> [Gate] {
    let styles = values("require").compactMap(Style.init)
    var gates: [Gate] = styles.isEmpty ? [] : [.require(styles)]
    for name in values("fail-on").flatMap({ $0.split(separator: ",").map(String.init) }) {
      guard let gate = Gate(name: name, knowledge) else {
        let known = Gate.names + knowledge.warnings.map { "warning:\($0.rule.id)" }
        throw usage(UsageSentence.unknownGate(name, known, listed: Gate.names))
      }
      gates.append(gate)
    }
    return gates
  }

  /// Says which gates a verdict does not pass.
  ///
  /// - Parameter file: named in the complaint where several files are judged.
  func check(_ gates: [Gate], _ assessment: Assessment, file: String? = nil) -> ExitCode {
    let failures = gates.compactMap { gate in
      gate.failure(assessment).map { "gate failed: \(gate.option): \($0)" }
    }
    let subject = file.map { "\($0.printable): " } ?? ""
    Output.say(failures.map { "archadvisor: \(subject)\($0)" })
    return failures.isEmpty ? .fine : .no
  }
}
