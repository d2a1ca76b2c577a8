// Over real sockets, however requests are cut, delayed and broken off: each is answered exactly once,
// in order, with its own answer; or its connection is closed.
import fc from "fast-check";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { HeaderFields, type Gateway } from "../../../src/gateway.ts";
import { readAnswers } from "../../h1/answers.ts";
import { closeServersAfterEach, failures, start } from "./test-server.ts";

closeServersAfterEach();

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Answers with target and body, after the time that the target names. */
const gateway: Gateway = async (incoming) => {
  const { target, hasBody } = incoming;
  const chunks: string[] = [];
  if (hasBody && target.includes("stream")) {
    for await (const slice of incoming.streamBody(1e6)) chunks.push(Buffer.from(slice).toString());
  } else if (hasBody) {
    chunks.push(Buffer.from(await incoming.readBody(1e6)).toString());
  }
  await sleep(Number(/wait=(\d+)/.exec(target)?.[1] ?? 0));
  const body = `${target}:${chunks.join("")}`;
  const headers = new HeaderFields();
  return { status: 200, headers, body: target.includes("pieces") ? pieces(body) : body };
};

async function* pieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 7) {
    yield text.slice(at, at + 7);
    await sleep(0);
  }
}

const planned = fc.record({
  method: fc.constantFrom("GET", "HEAD", "POST"),
  kind: fc.constantFrom("stream", "pieces", "stream,pieces", "plain"),
  waitMs: fc.nat({ max: 4 }),
  bodyLength: fc.nat({ max: 3_000 }),
  chunked: fc.boolean(),
});

const schedule = fc.record({
  requests: fc.array(planned, { minLength: 1, maxLength: 8 }),
  cuts: fc.array(fc.integer({ min: 1, max: 2_000 }), { minLength: 1, maxLength: 6 }),
  pausesMs: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 3 }),
  /** How much of what is to be sent is sent, before the client leaves; 1 for all, and it waits. */
  share: fc.oneof(
    { weight: 3, arbitrary: fc.constant(1) },
    fc.double({ min: 0, max: 1, noNaN: true }),
  ),
  halfCloses: fc.boolean(),
});

test("exactly one answer a request, or a closed connection", async () => {
  const { url } = await start({ gateway });
  const { hostname, port } = new URL(url);
  await fc.assert(
    fc.asyncProperty(schedule, async ({ requests, cuts, pausesMs, share, halfCloses }) => {
      const targets = requests.map(
        ({ kind, waitMs }, index) => `/${index}?kind=${kind}&wait=${waitMs}`,
      );
      const bodies = requests.map(({ method, bodyLength }, index) =>
        method === "POST" ? `${index}GET / HTTP/1.1\r\n\r\n`.repeat(200).slice(0, bodyLength) : "",
      );
      const text = requests
        .map(({ method, chunked }, index) => {
          const head = `${method} ${targets[index]} HTTP/1.1\r\nHost: h\r\n`;
          const body = bodies[index]!;
          const last = index === requests.length - 1 ? "Connection: close\r\n" : "";
          if (method !== "POST") return `${head}${last}\r\n`;
          if (!chunked) return `${head}${last}Content-Length: ${body.length}\r\n\r\n${body}`;
          const chunk = body === "" ? "" : `${body.length.toString(16)}\r\n${body}\r\n`;
          return `${head}${last}Transfer-Encoding: chunked\r\n\r\n${chunk}0\r\n\r\n`;
        })
        .join("");

      const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
      let received = "";
      socket.setEncoding("latin1").on("data", (more: string) => (received += more));
      socket.on("error", () => {}).on("end", () => socket.end());
      const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
      const sent = text.slice(0, Math.ceil(text.length * share));
      for (let at = 0, turn = 0; at < sent.length; turn++) {
        const length = cuts[turn % cuts.length]!;
        socket.write(sent.slice(at, at + length));
        at += length;
        await sleep(pausesMs[turn % pausesMs.length]!);
      }
      if (sent.length < text.length) socket.resetAndDestroy();
      else if (halfCloses) socket.end();
      await closed;

      const expected = requests.map(({ method }, index) =>
        method === "HEAD" ? "" : `${targets[index]}:${bodies[index]}`,
      );
      if (sent.length === text.length) {
        const answers = readAnswers(
          received,
          requests.map(({ method }) => method),
        );
        expect(answers.map(({ body }) => body)).toEqual(expected);
        expect(answers.every(({ whole, status }) => whole && status === 200)).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
  expect(failures).toEqual([]);
});
