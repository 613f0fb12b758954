// AdviceTests
