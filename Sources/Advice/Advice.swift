// Advice
