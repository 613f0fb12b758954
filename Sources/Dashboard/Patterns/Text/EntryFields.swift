import Advice
import Terminal
import YAML

/// The fields of an entry under headings that say what they are.
struct EntryFields {
  let books: Bookshelf
  let entry: Entry

  private var root: Node { entry.document.root }

  /// What the title was taken from and need not be said again.
  private var summaryKey: String? {
    ["title", "text", "because", "message", "do", "what"].first { root[$0]?.text != nil }
  }

  /// Which fields come when: first what it is, last when it holds, in between all others.
  enum Part {
    case first, middle, last

    static func of(_ key: String) -> Part {
      switch key {
      case "what", "definition": .first
      case "when": .last
      default: .middle
      }
    }
  }

  /// What the entry says itself, part by part and in the order of its file.
  func write(_ text: inout EntryText, _ parts: [Part]) {
    for part in parts {
      for (key, value) in root.entries {
        guard let key = key.text, key != entry.kind.key, key != summaryKey else { continue }
        if Self.linked.contains(key) || Self.hidden.contains(key) || Part.of(key) != part {
          continue
        }
        write(key, value, &text)
      }
    }
  }

  /// Keys that become links, below the rest.
  private static let linked: Set<String> = [
    "sources", "related", "styles", "excludes", "to", "between", "rules", "warning-signs",
    "patterns",
  ]
  /// Keys of no interest to readers; the command shows them.
  private static let hidden: Set<String> = [
    "order", "proof", "seen-as", "in-the-shop", "columns", "group",
  ]

  private func write(_ key: String, _ value: Node, _ text: inout EntryText) {
    switch key {
    case "when":
      text.heading(Self.conditions[entry.kind] ?? "When it holds")
      ConditionWords(books: books).write(value, &text)
    case "steps": writeSteps(value, &text)
    case "levels": writeLevels(value, &text)
    case "bands": writeBands(value, &text)
    case "rows": writeTable(value, &text)
    case "answers": writeAnswers(value, &text)
    case "answer": writeDomain(value, &text)
    case "facts" where entry.kind != .cases: writeFacts(value, &text)
    case "weight": text.pair("Weight", FlowText(value).text)
    case "outcome", "acceptable", "rejected", "points-to": writeStyles(key, value, &text)
    case "challenges": for (key, value) in value.entries { write(key.text ?? "", value, &text) }
    default: writeAny(key, value, &text)
    }
  }

  /// Sentences below a heading, short things beside their name, anything else as it stands.
  private func writeAny(_ key: String, _ value: Node, _ text: inout EntryText) {
    let label = Self.labels[key] ?? key.replacing("-", with: " ").capitalizedFirst
    if let words = value.text {
      if Self.sentences.contains(key) {
        text.heading(label)
        text.paragraph(words)
      } else {
        text.pair(label, words)
      }
      return
    }
    text.heading(label)
    for item in value.items {
      // A sentence with sources of its own.
      text.bullet(item.text ?? item["text"]?.text ?? FlowText(item).text)
      for source in item["sources"]?.items ?? [] { writeCitation(source, &text, indent: 2) }
    }
    for (key, value) in value.entries { text.pair(key.text ?? "", FlowText(value).text) }
  }

  private static let conditions: [EntryKind: String] = [
    .patterns: "When it is suggested", .steps: "When it is suggested",
    .contradictions: "What cannot all be true", .risks: "When it counts",
  ]

  private static let sentences: Set<String> = [
    "what", "use-when", "why", "benefit", "cost", "because", "definition", "message", "mitigation",
    "remedy", "text", "help", "do", "note", "teaches",
  ]

  private static let labels = [
    "what": "What it is", "use-when": "When to use it", "why": "Why", "benefit": "What it gives",
    "cost": "What it costs", "definition": "What it is", "characteristics": "How it is built",
    "benefits": "What it gives", "developers": "What developers face",
    "operations": "What operations face", "use-cases": "What it is used for",
    "mitigation": "What to do about it", "remedy": "What would have to change",
    "help": "How to answer",
    "text": "What it says", "do": "What to do", "facts": "What is known", "url": "Address",
    "expect": "What the verdict must be", "change": "To change it later", "as-of": "As of",
    "teaches": "What it teaches", "expires": "To be looked up again on",
    "against": "Speaks against it",
  ]
}

extension EntryFields {
  private func writeLevels(_ levels: Node, _ text: inout EntryText) {
    for level in levels.items {
      text.heading("Severity \(level["severity"]?.text ?? "")")
      text.paragraph(level["message"]?.text ?? "")
      if let when = level["when"] { ConditionWords(books: books).write(when, &text) }
    }
  }

  /// What a lab goes through, by title: who takes part finds out the rest.
  private func writeSteps(_ steps: Node, _ text: inout EntryText) {
    text.heading("What happens")
    for step in steps.items { text.bullet(step["title"]?.text ?? "") }
  }

  private func writeBands(_ bands: Node, _ text: inout EntryText) {
    text.heading("What each answer does, from 0 to 100")
    let criterion = books.library.knowledge.criterion(entry.id)
    let question = books.library.knowledge.question(entry.id)
    for band in criterion?.bands ?? [] {
      text.blank()
      text.paragraph(question?.textWithUnit(band.values) ?? "", TextStyle(.accent))
      for sentence in band.sentences { text.paragraph(sentence) }
      let scores = Style.allCases.map { "\($0.phrase) \(band.scores[$0])" }
      text.paragraph(scores.joined(separator: ", "), TextStyle(.muted))
    }
  }

  private func writeTable(_ rows: Node, _ text: inout EntryText) {
    text.blank()
    text.table(
      (root["columns"]?.items ?? []).map { $0.text ?? "" },
      rows.items.map { row in row.items.map { $0.text ?? "" } })
  }

  /// The answers of a case or an example, each with why it was given.
  private func writeAnswers(_ answers: Node, _ text: inout EntryText) {
    text.heading("The answers")
    for (key, value) in answers.entries {
      guard let id = key.text else { continue }
      let note = value["note"]?.text.map { ", \($0)" } ?? ""
      let basis = value["basis"]?.text.map { " (\($0)\(note))" } ?? ""
      let words = "\(id): \(FlowText(value["value"] ?? value).text)\(basis)"
      text.link(to: EntryName(kind: .questions, id: id), words, in: books)
    }
  }

  private func writeDomain(_ domain: Node, _ text: inout EntryText) {
    text.heading("The answers")
    for word in domain["words"]?.items ?? [] {
      text.bullet("\(word["word"]?.text ?? ""): \(word["means"]?.text ?? "")")
    }
    guard let question = books.library.knowledge.question(entry.id), !question.domain.isWords else {
      return
    }
    text.paragraph(question.domain.expectation.capitalizedFirst)
  }

  private func writeFacts(_ facts: Node, _ text: inout EntryText) {
    text.heading("Numbers it rests on")
    for id in facts.items.compactMap(\.text) {
      let fact = books.library.knowledge.fact(id)
      let value = fact.map { ": \($0.value) \($0.unit ?? "")" } ?? ""
      let name = EntryName(kind: .facts, id: id)
      text.link(to: name, books.title(name) + value, in: books)
    }
  }

  private func writeStyles(_ key: String, _ value: Node, _ text: inout EntryText) {
    let ids = ([value.text] + value.items.map(\.text)).compactMap { $0 }
    guard !ids.isEmpty else { return }
    let titles = [
      "outcome": "What it came to", "acceptable": "As defensible",
      "rejected": "Would not have done",
      "points-to": "Points to",
    ]
    text.heading(titles[key] ?? key)
    for id in ids { writeLink(EntryName(kind: .styles, id: id), &text) }
  }
}

extension EntryFields {
  /// What the entry names: styles, related entries, rules, sources.
  func writeLinks(_ text: inout EntryText) {
    let parts: [(key: String, title: String, kinds: [EntryKind])] = [
      ("styles", entry.kind == .patterns ? "Useful for" : "Concerns", [.styles]),
      ("excludes", "Excludes", [.styles]), ("to", "On the way to", [.styles]),
      ("between", "Stands between", [.styles]), ("related", "Related", [.patterns]),
      ("patterns", "The patterns it shows", [.patterns]),
      ("rules", "The rules behind it", [.criteria, .vetoes, .warnings]),
      ("warning-signs", "Warning signs it showed", [.warnings]),
    ]
    for part in parts {
      let names = (root[part.key]?.items ?? []).compactMap(\.text).flatMap { id in
        part.kinds.map { EntryName(kind: $0, id: id) }.filter { books.index[$0] != nil }
      }
      guard !names.isEmpty else { continue }
      text.heading(part.title)
      for name in names { writeLink(name, &text) }
    }
    if entry.kind == .criteria {
      text.heading("The question")
      writeLink(EntryName(kind: .questions, id: entry.id), &text)
    }
    let sources = root["sources"]?.items ?? []
    if !sources.isEmpty { text.heading("Sources") }
    for source in sources { writeCitation(source, &text) }
  }

  private func writeLink(_ name: EntryName, _ text: inout EntryText) {
    text.link(to: name, books.title(name), in: books)
  }

  private func writeCitation(_ citation: Node, _ text: inout EntryText, indent: Int = 0) {
    guard let id = citation["source"]?.text else { return }
    let source = books.library.handbook.source(id)
    let parts = [source?.authors, source?.title ?? id, source?.year.map(String.init)]
    let words = parts.compactMap { $0 }.joined(separator: ", ")
    let strength = citation["strength"]?.text.map { " (\($0))" } ?? ""
    let name = EntryName(kind: .sources, id: id)
    text.link(to: name, words + strength, in: books, indent: indent)
    if let says = citation["says"]?.text {
      text.paragraph(says, TextStyle(.muted), indent: indent + 2)
    }
  }
}

/// A piece of a file on one line: `low, medium`, `nominal 60, low 40`.
struct FlowText {
  let text: String

  init(_ node: Node) {
    if let scalar = node.text {
      text = scalar
    } else if node.isSequence {
      text = node.items.map { FlowText($0).text }.joined(separator: ", ")
    } else {
      text = node.entries.map { "\($0.key.text ?? "") \(FlowText($0.value).text)" }
        .joined(separator: ", ")
    }
  }
}
