import Testing

@testable import Labs

@Suite("How far a learner is")
struct LabProgressTests {
  private func solvedRun() throws -> LabRun {
    var run = try Hamlet.run()
    run.take(Hamlet.round(11))
    _ = run.solve(at: Hamlet.clock(12))
    run.take(Hamlet.round(13, open: true, errors: 0.5, events: [Hamlet.event(13)]))
    run.take(Hamlet.round(14, open: true, errors: 0.5))
    return run
  }

  @Test("goes on with the step that is not solved yet, and begins anew after the last")
  func course() throws {
    let lab = try Hamlet.lab()
    var progress = LabProgress()
    #expect(progress.place(in: lab) == 0)
    progress.note(LabRun(lab))
    #expect(progress.labs["hamlet"]?.step == "trip")
    progress.note(try solvedRun())
    #expect(progress.place(in: lab) == 1)
    #expect(progress.labs["hamlet"]?.solved == ["trip"])
    #expect(progress.labs["hamlet"]?.shown == ["trip"])
    progress.complete(lab)
    #expect(progress.place(in: lab) == 0 && progress.labs["hamlet"]?.completed == 1)
    progress.note(try solvedRun())
    progress.restart(lab)
    #expect(progress.labs["hamlet"]?.solved == [] && progress.labs["hamlet"]?.completed == 1)
  }

  @Test("is written and read again")
  func roundTrip() throws {
    var progress = LabProgress()
    progress.note(try solvedRun())
    let text = ProgressFormat.text(progress)
    #expect(ProgressFormat.progress(Array(text.utf8)) == progress)
  }

  @Test(
    "is refused when it is something else",
    arguments: [
      "", "{", "[]", "{\"schema\": \"archadvisor.progress/2\", \"labs\": []}",
      "{\"schema\": \"archadvisor.progress/1\"}",
      "{\"schema\": \"archadvisor.progress/1\", \"labs\": [{\"lab\": 1}]}",
      "{\"schema\": \"archadvisor.progress/1\", \"labs\": [{\"lab\": \"a\", \"step\": \"b\", "
        + "\"completed\": -1}]}",
    ])
  func refused(text: String) {
    #expect(ProgressFormat.progress(Array(text.utf8)) == nil)
  }

  @Test("of a lab that has changed begins at its beginning")
  func changed() throws {
    let text =
      "{\"schema\": \"archadvisor.progress/1\", \"labs\": [{\"lab\": \"hamlet\", \"step\": "
      + "\"gone\", \"solved\": [\"gone\"], \"completed\": 2}]}"
    let progress = try #require(ProgressFormat.progress(Array(text.utf8)))
    #expect(progress.place(in: try Hamlet.lab()) == 0)
  }
}
