// Whatever the schedule of reads, of handlers and of a peer that stops reading:
// each request is answered once, in order, with its own answer.
import fc from "fast-check";
import { test, expect } from "vitest";
import type { Gateway, Incoming, Outgoing } from "../../src/gateway.ts";
import { type Deferred, Peer, answer, deferred, textOf } from "./peer.ts";
import { readAnswers } from "./answers.ts";

interface Planned {
  readonly method: "GET" | "HEAD" | "POST";
  /** A body of this length, framed by a length or by chunks. */
  readonly bodyBytes: number;
  readonly chunked: boolean;
  readonly readsBody: "whole" | "as a stream" | "not at all";
  readonly answers: "at once" | "later" | "in pieces";
}

const planned: fc.Arbitrary<Planned> = fc.record({
  method: fc.constantFrom("GET", "HEAD", "POST"),
  bodyBytes: fc.nat({ max: 30 }),
  chunked: fc.boolean(),
  readsBody: fc.constantFrom("whole", "as a stream", "not at all"),
  answers: fc.constantFrom("at once", "later", "in pieces"),
});

type Step =
  | { readonly kind: "send"; readonly bytes: number }
  | { readonly kind: "release" }
  | { readonly kind: "wait" }
  | { readonly kind: "block" }
  | { readonly kind: "drain" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("send"), bytes: fc.integer({ min: 1, max: 90 }) }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: "release" } as const) },
  { weight: 3, arbitrary: fc.constant({ kind: "wait" } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: "block" } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: "drain" } as const) },
);

const bodyOf = (index: number, { bodyBytes }: Planned): string =>
  `${index} GET / HTTP/1.1\r\n\r\n`.repeat(3).slice(0, bodyBytes);

function requestText(plan: Planned, index: number): string {
  const head = `${plan.method} /${index} HTTP/1.1\r\nHost: h\r\n`;
  if (plan.method !== "POST") return `${head}\r\n`;
  const body = bodyOf(index, plan);
  if (!plan.chunked) return `${head}Content-Length: ${body.length}\r\n\r\n${body}`;
  const chunks = [body.slice(0, 7), body.slice(7)].filter((chunk) => chunk !== "");
  const coded = chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join("");
  return `${head}Transfer-Encoding: chunked\r\n\r\n${coded}0\r\n\r\n`;
}

const expectedBody = (plan: Planned, index: number): string => {
  if (plan.method === "HEAD") return "";
  return `${index}:${plan.method === "POST" && plan.readsBody !== "not at all" ? bodyOf(index, plan) : ""}`;
};

async function bodyText(incoming: Incoming, { readsBody }: Planned): Promise<string> {
  if (readsBody === "whole") return textOf(await incoming.readBody(1_000));
  let text = "";
  for await (const slice of incoming.streamBody(1_000)) text += textOf(slice);
  return text;
}

/** A gateway that follows the plans, and waits wherever a plan says later. */
function followed(plans: readonly Planned[], waits: Deferred<void>[]): Gateway {
  const wait = (): Promise<void> => {
    const one = deferred<void>();
    waits.push(one);
    return one.promise;
  };
  return (incoming) => {
    const index = Number(incoming.target.slice(1));
    const plan = plans[index]!;
    async function* pieces(text: string): AsyncGenerator<string> {
      for (const character of text) {
        if (character === ":") await wait();
        yield character;
      }
    }
    const respond = (body: string): Outgoing =>
      answer(plan.answers === "in pieces" ? pieces(`${index}:${body}`) : `${index}:${body}`);
    const readsBody = incoming.hasBody && plan.readsBody !== "not at all";
    if (plan.answers === "at once" && !readsBody) return respond("");
    return (async () => {
      if (plan.answers === "later") await wait();
      return respond(readsBody ? await bodyText(incoming, plan) : "");
    })();
  };
}

/** More microtasks than a step of any plan takes. */
async function rest(): Promise<void> {
  for (let i = 0; i < 25; i++) await Promise.resolve();
}

test("exactly one answer a request, in order, whatever the schedule", async () => {
  const plans = fc.array(planned, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(plans, fc.array(step, { maxLength: 60 }), async (requests, schedule) => {
      const waits: Deferred<void>[] = [];
      const peer = new Peer({
        gateway: followed(requests, waits),
        limits: { maxHeadBytes: 120, maxWaitingBytes: 120 },
      });
      let unsent = requests.map(requestText).join("");
      const send = (bytes: number): void => {
        if (unsent === "") return;
        peer.send(unsent.slice(0, bytes));
        unsent = unsent.slice(bytes);
      };
      const drain = (): void => {
        peer.takesMore = true;
        peer.connection.drained();
      };

      for (const next of schedule) {
        if (next.kind === "send") send(next.bytes);
        else if (next.kind === "release") waits.shift()?.resolve();
        else if (next.kind === "block") peer.takesMore = false;
        else if (next.kind === "drain") drain();
        else await rest();
      }
      send(unsent.length);
      while (peer.connection.phase !== "idle" || waits.length > 0 || peer.connection.blocked) {
        drain();
        waits.shift()?.resolve();
        await rest();
      }

      const answers = readAnswers(
        peer.received,
        requests.map(({ method }) => method),
      );
      expect(answers.map(({ body }) => body)).toEqual(requests.map(expectedBody));
      expect(answers.every(({ status, whole }) => status === 200 && whole)).toBe(true);
      expect([peer.requests.length, peer.errors]).toEqual([requests.length, []]);
    }),
    { numRuns: 300 },
  );
});
