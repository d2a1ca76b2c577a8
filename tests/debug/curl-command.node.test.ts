// What the command says is asked of a real shell.
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { curlCommand } from "../../src/debug/curl-command.ts";

const get = { method: "GET", url: "http://127.0.0.1:5000/", headers: [], body: null };

test.each([
  [get, "curl http://127.0.0.1:5000/"],
  [{ ...get, method: "HEAD" }, "curl --head http://127.0.0.1:5000/"],
  [{ ...get, method: "DELETE" }, "curl -X DELETE http://127.0.0.1:5000/"],
  [{ ...get, url: "http://a/?q=1&r=2" }, "curl 'http://a/?q=1&r=2'"],
  [
    { ...get, headers: [["accept", "text/html"] as const, ["x-page", "2"] as const] },
    "curl http://127.0.0.1:5000/ -H 'accept: text/html' -H 'x-page: 2'",
  ],
])("%o", (request, command) => {
  expect(curlCommand(request)).toBe(command);
});

test("secrets, and what curl writes itself, are left out", () => {
  const headers = ["authorization", "cookie", "x-api-key", "host", "content-length", "user-agent"];
  const command = curlCommand({ ...get, headers: headers.map((name) => [name, "x"] as const) });
  expect(command).toBe("curl http://127.0.0.1:5000/");
});

/** The words of a command, as a shell takes them apart. */
const words = (command: string): string[] =>
  execFileSync("bash", ["-c", `printf '%s\\0' ${command}`], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);

test.each([
  "it's",
  "$(touch /tmp/owned) `id` $HOME",
  'say "yes"',
  "back\\slash",
  "line\nbreak'; id; '",
  "\u001b]0;owned\u0007 it's \\n",
  "é日本🧀",
  "@/etc/passwd",
  "",
])("a shell takes %j for one word", (text) => {
  const command = curlCommand({
    method: "POST",
    url: `http://a/${text}`,
    headers: [["x", text]],
    body: text,
  });
  expect(command).not.toMatch(/[\u0000-\u001f\u007f]/);
  expect(words(command)).toEqual([
    "curl",
    "-X",
    "POST",
    `http://a/${text}`,
    "-H",
    `x: ${text}`,
    "--data-raw",
    text,
  ]);
});
