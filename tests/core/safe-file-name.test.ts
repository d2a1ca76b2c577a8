import fc from "fast-check";
import { expect, test } from "vitest";
import { safeFileName } from "../../src/core/safe-file-name.ts";

test.each([
  ["me.png", "me.png"],
  ["My photo (1).JPG", "My_photo_1_.JPG"],
  ["../../etc/passwd", "etc_passwd"],
  ["/etc/passwd", "etc_passwd"],
  ["C:\\Users\\x.txt", "C_Users_x.txt"],
  ["..", "file"],
  [".", "file"],
  ["", "file"],
  ["///", "file"],
  [".htaccess", "htaccess"],
  ["-rf", "rf"],
  ["a..b", "a.b"],
  ["a.", "a"],
  ["a. ", "a"],
  ["a\0.png", "a_.png"],
  ["a\r\nb", "a_b"],
  ["a\u202egnp.exe", "a_gnp.exe"],
  ["naïve ☃ 名前.txt", "naïve_名前.txt"],
  ["e\u0301.txt", "é.txt"],
  ["CON", "_CON"],
  ["con.tar.gz", "_con.tar.gz"],
  ["Com1.txt", "_Com1.txt"],
  ["LPT¹", "_LPT¹"],
  ["CONIN$", "CONIN"],
  ["console.txt", "console.txt"],
  ["aux", "_aux"],
  [" nul .txt", "nul_.txt"],
  ["a:b", "a_b"],
  ["%2e%2e%2f", "2e_2e_2f"],
])("%j becomes %j", (name, safe) => {
  expect(safeFileName(name)).toBe(safe);
});

test("a long name loses its middle, not its extension", () => {
  const safe = safeFileName(`${"é".repeat(300)}.jpeg`);
  expect(new TextEncoder().encode(safe).length).toBeLessThanOrEqual(255);
  expect(safe).toMatch(/^é+\.jpeg$/);
});

test("whatever it is made of, it is one visible segment that file systems take, and making it again changes nothing", () => {
  const unit = fc.constantFrom(
    "/",
    "\\",
    ".",
    "-",
    "_",
    " ",
    "\0",
    "a",
    "é",
    "😀",
    "CON",
    "\u0301",
    ":",
    "~",
  );
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit, maxLength: 400 }), fc.string({ unit: "grapheme" })),
      (name) => {
        const safe = safeFileName(name);
        expect(safe).toMatch(/^[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}._-]*$/u);
        expect(safe).not.toMatch(/\.\.|[.-]$/);
        expect(new TextEncoder().encode(safe).length).toBeLessThanOrEqual(255);
        if (!safe.startsWith("_")) expect(safeFileName(safe)).toBe(safe);
      },
    ),
    { numRuns: 500 },
  );
});
