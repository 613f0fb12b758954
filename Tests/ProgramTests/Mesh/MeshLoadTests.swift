import TestSupport
import Testing

@Suite("Load on a mesh, and what it leaves in the stores")
struct MeshLoadTests {
  @Test("every order that was accepted becomes final, and says so in text and JSON")
  func load() throws {
    let mesh = try TestMesh()
    let text = try mesh.run("load", "--rate", "60", "--for", "2s", "--mix", "browse=50,order=50")
    #expect(text.status == 0, "\(text)")
    #expect(text.output.hasPrefix("120 requests on the mesh shop in "))
    #expect(text.output.split(separator: "\n").allSatisfy { $0.unicodeScalars.count <= 80 })
    #expect(text.output.contains(#/orders +\d+ accepted: \d+ confirmed, \d+ cancelled\n/#))
    // A mesh that was asked before answers the next load's orders as new ones.
    let json = try mesh.run(
      "load", "--rate", "50", "--for", "1s", "--mix", "order=1", "-q", "-o", "json")
    #expect(json.errors == "")
    #expect(json.output.contains(#""schema": "archadvisor.load/1""#))
    #expect(json.output.contains(#""accepted": 50,"#), "\(json)")
    #expect(json.output.contains(#""open": 0,"#) && json.output.contains(#""lost": 0,"#))
    #expect(try mesh.run("load", "--for", "100ms", output: .closedPipe).status == 74)
  }

  @Test("processes that are killed and started again lose no order and charge none twice")
  func kills() throws {
    let mesh = try TestMesh("--instances", "order=2,payment=2,inventory=2")
    let run = try mesh.script(
      """
      "$0" mesh load --rate 60 --for 6s --mix order=80,look=20 -q -o json & load=$!
      for victim in order-1 payment-2 inventory-1 order-2 payment-1; do
        kill -KILL "$("$0" mesh status | sed -n "s/^$victim  *ready  *v1  *\\([0-9]*\\)  *0 .*/\\1/p")"
        until "$0" mesh status | grep -q "^$victim  *ready  *v1  *[0-9]*  *1  *signal 9"; do :; done
      done
      wait $load && "$0" mesh verify
      """)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
    #expect(run.output.contains(#""open": 0,"#) && run.output.contains(#""lost": 0,"#), "\(run)")
    let accepted = run.output.split(separator: "\n").first { $0.contains(#""accepted""#) }
    let count = accepted.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    // Where machines are slow the breakers refuse most of them.
    #expect(count > 20, "\(run)")
    print("5 kills:", run.output.split(separator: "\n").suffix(8).joined(separator: "\n"))
  }

  @Test("an interrupt ends it early, and what was measured is printed")
  func interrupted() throws {
    let mesh = try TestMesh()
    let run = try mesh.script(
      """
      mkfifo talk
      env --default-signal=INT "$0" mesh load --rate 20 --for 600s -o json 2>talk & read -r line <talk
      kill -INT $!; wait $!; exit $?
      """)
    #expect(run.status == 130)
    #expect(run.output.contains(#""partial": true"#))
    #expect(run.output.contains(#""schema": "archadvisor.load/1""#))
  }

  @Test(
    "a load that makes no sense is refused before anything is sent",
    arguments: [
      (["--rate", "0"], "'--rate' takes requests a second from 0.1 to 100000, not '0'"),
      (["--rate", "1e3"], "not '1e3'"), (["--rate", "200000"], "not '200000'"),
      (["--for", "0s"], "'--for' takes a duration"), (["--for", "90000s"], "not '90000s'"),
      (["--mix", "browse"], "not 'browse'"), (["--mix", "browse=0"], "not 'browse=0'"),
      (["--mix", "ordr=1"], "there is no kind of request 'ordr'; did you mean 'order'?"),
      (["--mix", "order=1,order=2"], "'--mix' names order twice"),
      (["--clients", "201"], "201"), (["--connections", "0"], "0"), (["--seed", "x"], "'x'"),
    ])
  func refused(words: [String], message: String) throws {
    let run = try Program.archadvisor.run(arguments: ["mesh", "load"] + words)
    #expect(run.status == 64)
    #expect(run.errors.contains(message), "\(run)")
  }

  @Test("without a mesh there is nothing to put load on")
  func unreachable() throws {
    let folder = try TemporaryFolder()
    let run = try Program.archadvisor.run(
      "mesh", "load", environment: ["XDG_RUNTIME_DIR": folder.path])
    #expect(run.status == 69)
    #expect(run.errors.contains("no mesh named 'shop' runs"))
  }
}
