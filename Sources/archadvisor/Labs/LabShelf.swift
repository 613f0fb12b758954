import Knowledge
import Labs
import ShopRuntime
import YAML

extension LabReader.Vocabulary {
  /// The names of the shop.
  static let shop = LabReader.Vocabulary(
    services: MeshPlan.Role.allCases.map(\.rawValue),
    requests: LoadAction.allCases.map(\.rawValue))
}

extension Invocation {
  /// All labs, in the order of their files.
  func labs() throws(Failure) -> [Lab] {
    let complaints = Complaints()
    let folder = try knowledgeFolder(complaints)
    let reader = LabReader(.shop, complaints)
    let labs = folder.documents(of: "labs").compactMap(reader.read)
    if complaints.hasErrors { throw Failure.badInput(complaints) }
    return labs
  }

  /// The lab of a name.
  func lab(_ name: String) throws(Failure) -> Lab {
    let labs = try labs()
    guard let lab = labs.first(where: { $0.id == name }) else {
      throw usage(LabWords.unknownLab(name, labs.map(\.id)))
    }
    return lab
  }
}
