/// Where the user is in the matrix.
struct MatrixState: Equatable, Sendable {
  /// The marked criterion, by its place in the knowledge base.
  var row = 0
  /// Whether cells show how well a style fits, 0 to 100, instead of points.
  var showsFit = false
}
