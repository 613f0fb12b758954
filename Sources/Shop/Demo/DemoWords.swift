/// The words that the demonstration's names are drawn from.
enum DemoWords {
  static let firstNames = [
    "Ada", "Bruno", "Carla", "Dmitri", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kaya",
    "Liam", "Mira", "Nils", "Olga", "Pavel", "Rosa", "Samir", "Tove", "Yuki",
  ]
  static let lastNames = [
    "Abel", "Berg", "Costa", "Demir", "Engel", "Fischer", "Garcia", "Haas", "Ito", "Jansen",
    "Keller", "Lind", "Moreau", "Novak", "Okafor", "Petrov", "Rossi", "Silva", "Tanaka", "Weber",
  ]
  static let manners = [
    "blue", "bright", "folding", "green", "heavy", "little", "old", "plain", "quiet", "red",
    "round", "soft", "steel", "tall", "warm", "wooden",
  ]
  static let things = [
    "basket", "bell", "blanket", "bottle", "bowl", "box", "brush", "candle", "chair", "clock",
    "cup", "hammer", "jar", "kettle", "lamp", "mirror", "notebook", "pan", "rope", "scarf",
    "shelf", "spoon", "table", "tray", "umbrella",
  ]
}
