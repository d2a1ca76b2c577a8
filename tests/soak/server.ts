// The server under soak: an application with known answers, and streamed uploads beside it.
// Told to by its parent, it collects its garbage and says what it holds.

import { setTimeout } from "node:timers/promises";
import { Hipflask, jsonify } from "hipflask";
import { HeaderFields, type Incoming, type Outgoing } from "../../src/gateway.ts";
import { runtime } from "../../src/runtimes/node/index.ts";

/** What the server says of itself. */
export interface Sample {
  readonly heapBytes: number;
  /** Outside the heap, and still the program's: buffers above all. */
  readonly externalBytes: number;
  readonly residentBytes: number;
  /** Errors that nobody planned. */
  readonly unhandled: readonly string[];
}

const unhandled: string[] = [];
const note = (error: unknown): void => {
  if (!String(error).includes("planned")) unhandled.push(String(error));
};
process.on("uncaughtException", note);
process.on("unhandledRejection", note);

const quiet = (): void => {};
const log = {
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: (_line: unknown, error?: unknown) => note(error),
};
const app = new Hipflask({ log });

app.get("/", () => jsonify({ ok: true }));

app.get("/items/<int:count>", ({ count }) => Array.from({ length: count }, (_, id) => ({ id })));

app.get("/stream/<int:count>", async function* ({ count }) {
  for (let id = 0; id < count; id++) {
    if (id % 100 === 99) await setTimeout(1);
    yield { id };
  }
});

app.post("/echo", async ({ bytes }) => jsonify(digest([await bytes()])));

app.get("/slow", async () => {
  await setTimeout(20);
  return { slow: true };
});

app.get("/never", () => new Promise<string>(() => {}));

app.get("/fail", (): string => {
  throw new Error("planned");
});

app.get("/fail-halfway", async function* () {
  yield { id: 0 };
  await setTimeout(1);
  throw new Error("planned");
});

function digest(pieces: readonly Uint8Array[]): { length: number; sum: number } {
  let length = 0;
  let sum = 0;
  for (const piece of pieces) {
    length += piece.length;
    for (const byte of piece) sum = (sum * 31 + byte) % 1_000_003;
  }
  return { length, sum };
}

/** Takes an upload slice by slice, now and then more slowly than it comes. */
async function upload(incoming: Incoming): Promise<Outgoing> {
  let length = 0;
  let sum = 0;
  let slices = 0;
  try {
    for await (const slice of incoming.streamBody(64 * 1024 * 1024)) {
      if (++slices % 16 === 0) await setTimeout(1);
      length += slice.length;
      for (const byte of slice) sum = (sum * 31 + byte) % 1_000_003;
    }
  } catch (error) {
    const { status = 500 } = error as { status?: number };
    return { status, headers: new HeaderFields(), body: null };
  }
  return { status: 200, headers: new HeaderFields(), body: JSON.stringify({ length, sum }) };
}

const server = await runtime.listen!({
  host: "127.0.0.1",
  port: 0,
  gateway: (incoming) =>
    incoming.target === "/upload" && incoming.hasBody ? upload(incoming) : app.handle(incoming),
  refuse: app.refuse,
  onError: note,
  timeouts: { idleTimeoutMs: Number(process.env["SOAK_IDLE_MS"] ?? 5_000), headTimeoutMs: 5_000 },
});

process.on("message", (question: string) => {
  if (question === "stop") void server.close().then(() => process.exit(0));
  if (question !== "sample") return;
  globalThis.gc!();
  globalThis.gc!();
  const { heapUsed, external, rss } = process.memoryUsage();
  const sample: Sample = {
    heapBytes: heapUsed,
    externalBytes: external,
    residentBytes: rss,
    unhandled,
  };
  process.send!(sample);
});
process.send!(server.url);
