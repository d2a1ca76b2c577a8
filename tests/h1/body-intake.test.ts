import { expect, test } from "vitest";
import { BodyIntake, type BodyIntakeHost } from "../../src/h1/body-intake.ts";
import { HeadParser } from "../../src/h1/head-parser.ts";
import { Input } from "../../src/h1/input.ts";
import { defaultLimits } from "../../src/h1/limits.ts";
import { Output } from "../../src/h1/output.ts";
import { PhaseClock } from "../../src/h1/phase-clock.ts";
import { Peer, bytesOf, textOf } from "./peer.ts";

/** An intake whose connection does nothing by itself. */
class Opened implements BodyIntakeHost {
  peerEnded = false;
  readonly peer = new Peer();
  readonly input = new Input(this.peer);
  readonly clock = new PhaseClock(this.peer);
  readonly intake: BodyIntake;

  constructor(fields: string) {
    const output = new Output(this.peer, this.peer);
    this.intake = new BodyIntake(this.input, output, defaultLimits, this.clock, this);
    const head = bytesOf(`POST / HTTP/1.1\r\nHost: h\r\n${fields}\r\n`);
    this.intake.begin(new HeadParser(defaultLimits).parse(head, 0)!);
  }

  awaitGateway(): void {
    this.clock.enter("handling");
  }

  advance(): void {
    if (this.input.held > 0) this.intake.take(false);
  }

  arrive(text: string): this {
    this.input.add(bytesOf(text));
    return this;
  }
}

test("a request without a body has nothing in the way of the next one", () => {
  const { intake } = new Opened("");
  expect([intake.present, intake.wanted, intake.canBeSkipped, intake.received]).toEqual([
    false,
    false,
    true,
    0,
  ]);
  expect(() => intake.read(1)).toThrow("the request has none");
});

test("a body is waited for when it is read, and the gateway once it is there", async () => {
  const opened = new Opened("Content-Length: 2\r\n");
  const { intake, clock } = opened;
  expect([intake.present, intake.wanted]).toEqual([true, false]);
  const whole = intake.read(2);
  expect([intake.wanted, clock.phase]).toEqual([true, "body"]);
  opened.arrive("h").advance();
  expect([intake.received, clock.phase]).toEqual([1, "body"]);
  opened.arrive("i").advance();
  expect(clock.phase).toBe("handling");
  expect(textOf(await whole)).toBe("hi");
});

test("a body of a client that has ended is not waited for", () => {
  const opened = new Opened("Content-Length: 2\r\n");
  opened.peerEnded = true;
  expect(() => opened.intake.read(2)).toThrow(
    expect.objectContaining({ code: "body-incomplete" }) as Error,
  );
  expect(opened.intake.canBeSkipped).toBe(false);
});

test("what is left unread is taken in and dropped after the answer", () => {
  const opened = new Opened("Content-Length: 4\r\n");
  expect(opened.intake.canBeSkipped).toBe(true);
  opened.intake.skip();
  expect(opened.arrive("fo").intake.take(true)).toBe(false);
  expect(opened.arrive("urGET").intake.take(true)).toBe(true);
  expect([opened.intake.present, opened.input.held]).toEqual([false, 3]);
});

test("malformed chunks break the body for its reader, and are the connection's to deal with if there is none", async () => {
  const read = new Opened("Transfer-Encoding: chunked\r\n");
  const whole = read.intake.read(9) as Promise<Uint8Array>;
  expect(read.arrive("x").intake.take(false)).toBe(false);
  await expect(whole).rejects.toMatchObject({ code: "chunk-size" });
  const unread = new Opened("Transfer-Encoding: chunked\r\n");
  unread.intake.skip();
  expect(() => unread.arrive("x").intake.take(true)).toThrow("chunk-size");
});

test("a client that is gone is heard by whoever reads", async () => {
  const { intake } = new Opened("Content-Length: 2\r\n");
  const whole = intake.read(2) as Promise<Uint8Array>;
  intake.lost();
  await expect(whole).rejects.toMatchObject({ code: "body-incomplete" });
});
