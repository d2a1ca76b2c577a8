import { expect, test } from "vitest";
import { HeaderFields } from "../../../src/http/headers.ts";
import { EngineFront } from "../../../src/runtimes/node/engine-front.ts";
import { HttpFront } from "../../../src/runtimes/node/http-front.ts";
import { openFront } from "../../../src/runtimes/node/open-front.ts";
import type { ListenOptions } from "../../../src/runtimes/runtime.ts";

const answer = { status: 200, headers: new HeaderFields(), body: "hello" };
const options = (parts: Partial<ListenOptions> = {}): ListenOptions => ({
  host: "127.0.0.1",
  port: 0,
  gateway: () => answer,
  refuse: () => answer,
  onError: () => {},
  ...parts,
});

test("who reads and writes the messages is a choice", () => {
  const engine = openFront(options());
  expect(engine).toBeInstanceOf(EngineFront);
  engine.dispose();
  expect(openFront(options({ server: "node:http" }))).toBeInstanceOf(HttpFront);
});

test("a certificate that is shared takes the place of one that would be made", () => {
  const broken = { key: "-----BEGIN nothing-----", cert: "-----BEGIN nothing-----" };
  expect(() => openFront(options({ tls: "adhoc" }), broken)).toThrow("Cannot");
  const front = openFront(options(), broken);
  front.dispose();
});
