// Secrets for tests: as long as real ones, and as little worth.

export const secret = "0123456789abcdef0123456789abcdef";
export const olderSecret = "fedcba9876543210fedcba9876543210";
export const strangeSecret = "00112233445566778899aabbccddeeff";
