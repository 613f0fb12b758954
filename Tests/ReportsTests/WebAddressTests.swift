import Testing

@testable import Reports

@Suite("Only what certainly is the address of a page becomes a link")
struct WebAddressTests {
  @Test(arguments: [
    "https://doi.org/10.1145/38713.38742", "http://example.org:8080/a?b=c&d#e",
    "https://en.wikipedia.org/wiki/Conway%27s_law",
  ])
  func link(_ text: String) { #expect(WebAddress(text)?.text == text) }

  @Test(arguments: [
    "", "https://", "javascript:alert(1)", "data:text/html,x", "//example.org", "ftp://example.org",
    "HTTPS://example.org", "https://a b", "https://a\"onclick=x", "https://a'x", "https://a<b>",
    "https://a(b)", "https://a[b]", "https://a`b`", "https://a\\b", "https://a\u{1B}[31m",
    "https://a\u{202E}b", "https:///etc/passwd", " https://example.org",
  ])
  func text(_ text: String) { #expect(WebAddress(text) == nil) }
}
