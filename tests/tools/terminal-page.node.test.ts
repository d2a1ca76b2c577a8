import { expect, test } from "vitest";
import { terminalHTML } from "../../tools/terminal-page.mjs";

test("styles begin and end where the terminal's do", () => {
  expect(terminalHTML("a\u001b[1mb\u001b[31mc\u001b[39md\u001b[22me")).toBe(
    'a<span style="font-weight:700">b</span><span style="color:#ff7b72;font-weight:700">c</span><span style="font-weight:700">d</span>e',
  );
});

test("markup is text, and other control sequences are left out", () => {
  expect(terminalHTML("\u001b[2K<b>&")).toBe("&lt;b>&amp;");
});
