import { expect, test } from "vitest";
import type { Gateway, Outgoing } from "../../src/gateway.ts";
import { Exchange } from "../../src/h1/exchange.ts";
import { defaultLimits } from "../../src/h1/limits.ts";
import { Output } from "../../src/h1/output.ts";
import { HeadParser } from "../../src/h1/head-parser.ts";
import { Responder, type ResponderHost } from "../../src/h1/responder.ts";
import { Peer, answer, bytesOf, turn } from "./peer.ts";

const head = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

/** A connection that notes what its responder tells it. */
class Host implements ResponderHost {
  readonly told: unknown[] = [];
  readonly peer: Peer;
  readonly responder: Responder;
  readonly output: Output;
  current = true;
  usable = true;

  constructor(gateway: Gateway) {
    this.peer = new Peer({ gateway });
    this.output = new Output(this.peer, this.peer);
    this.responder = new Responder(this.peer, this.peer, this.output, this);
  }

  serve(): this {
    const source = {
      closing: new AbortController().signal,
      readBody: () => new Uint8Array(0),
      streamBody: async function* () {},
    };
    const parsed = new HeadParser(defaultLimits).parse(bytesOf(head), 0)!;
    this.responder.serve(new Exchange(parsed, this.peer, source));
    this.output.flush();
    return this;
  }

  isCurrent(): boolean {
    return this.current;
  }

  canGoOn(): boolean {
    return this.usable;
  }

  responding(): void {
    this.told.push("responding");
  }

  answered(mayGoOn: boolean): void {
    this.told.push(["answered", mayGoOn]);
    this.output.flush();
  }

  changeProtocol(): never {
    throw new Error("not asked for");
  }
}

test.each([true, false])("an answer says whether the connection goes on: %s", (usable) => {
  const host = new Host(() => answer("ok"));
  host.usable = usable;
  host.serve();
  expect(host.told).toEqual([["answered", usable]]);
  expect(host.peer.received.includes("connection: close")).toBe(!usable);
});

test("a stream is announced before, and over after its last piece", async () => {
  async function* pieces(): AsyncGenerator<string> {
    yield "a";
  }
  const host = new Host(() => answer(pieces())).serve();
  expect(host.told).toEqual(["responding"]);
  await turn();
  expect(host.told).toEqual(["responding", ["answered", true]]);
});

test.each<[string, Gateway]>([
  [
    "throws",
    () => {
      throw new Error("broken");
    },
  ],
  ["rejects", () => Promise.reject(new Error("broken"))],
])("a gateway that %s is reported, and answered for with 500", async (_, gateway) => {
  const host = new Host(gateway).serve();
  await turn();
  expect(host.peer.errors).toEqual([new Error("broken")]);
  expect(host.peer.received).toMatch(/^HTTP\/1\.1 500 .*\r\n\r\ngateway-failed$/s);
  expect(host.told).toEqual([["answered", false]]);
});

test("an answer that nobody waits for is dropped, a failure is reported all the same", async () => {
  const late = new Host(() => Promise.resolve(answer("late")));
  late.serve().current = false;
  const failing = new Host(() => Promise.reject<Outgoing>(new Error("broken")));
  failing.serve().current = false;
  await turn();
  expect([late.peer.received, late.told, late.peer.errors]).toEqual(["", [], []]);
  expect([failing.peer.received, failing.told]).toEqual(["", []]);
  expect(failing.peer.errors).toEqual([new Error("broken")]);
});

test("what never became a request is answered as the last thing", () => {
  const host = new Host(() => answer("ok"));
  host.responder.refuse({ status: 431, code: "head-too-large", detail: "too large" });
  host.output.flush();
  expect(host.peer.received).toMatch(/^HTTP\/1\.1 431 .*connection: close\r\n\r\nhead-too-large$/s);
});
