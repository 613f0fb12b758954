import Platform
import Testing

struct Base64Tests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func standardLettersAreThoseOfTheStandard(plain: String, text: String) {
    #expect(Base64.standard.encode(plain.utf8) == Array(text.utf8))
    #expect(Base64.standard.decode(text.utf8) == Array(plain.utf8))
  }

  @Test(arguments: ["Z", "Zg", "Zg=", "Zh==", "Zm9=", "====", "Zm 8=", "Z===", "Zg==Zg=="])
  func whatStandardLettersNeverWriteIsRefused(text: String) {
    #expect(Base64.standard.decode(text.utf8) == nil)
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"),
    ("\u{3ff}\u{3ff}", "z7_Pvw"),
  ])
  func lettersOfAddressesAreThoseOfTheStandard(plain: String, encoded: String) {
    #expect(String(decoding: Base64.url.encode(plain.utf8), as: UTF8.self) == encoded)
    #expect(Base64.url.decode(encoded.utf8) == Array(plain.utf8))
  }

  @Test(arguments: ["Z", "Zh", "Zm9v=", "Zm9v\n", "Zm+v", "Zm/v", "Zm9vY", "Zm9vYm9"])
  func whatLettersOfAddressesNeverWriteIsRefused(text: String) {
    #expect(Base64.url.decode(text.utf8) == nil)
  }
}
