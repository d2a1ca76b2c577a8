// The process that makes load: raw sockets, as little work as can be, so that the server is the one
// that waits least. Started by `Generator`, which it talks to over IPC.

import type { Question, Report, Target } from "../generator.ts";
import { ClosedLoop } from "./closed-loop.ts";
import { Connection, Dialogue } from "./connection.ts";
import { OpenLoop } from "./open-loop.ts";

// As many at once as a listening socket keeps waiting without losing one.
const openedAtOnce = 256;

class Client {
  readonly #target: Target;
  readonly #dialogue: Dialogue;
  readonly #connections: Connection[] = [];
  #loop: ClosedLoop | OpenLoop | null = null;

  constructor(target: Target) {
    this.#target = target;
    this.#dialogue = new Dialogue(target);
  }

  async open(): Promise<void> {
    const onAnswer = (connection: Connection): void => this.#loop!.onAnswer(connection);
    for (let i = 0; i < this.#target.connections; i++) {
      this.#connections.push(new Connection(this.#dialogue, onAnswer));
    }
    await Promise.all(this.#connections.map((connection) => connection.connected()));
  }

  /** Opens connections that have been of use once, and are kept. */
  async openIdle(count: number): Promise<void> {
    for (let opened = 0; opened < count; opened += openedAtOnce) {
      const some = Array.from({ length: Math.min(openedAtOnce, count - opened) }, () => {
        return new Promise<void>((resolve, reject) => {
          const connection = new Connection(this.#dialogue, () => resolve());
          connection.connected().then(() => connection.send(), reject);
        });
      });
      await Promise.all(some);
    }
  }

  run(seconds: number, rate: number | undefined): Promise<Report> {
    if (rate === undefined) {
      const loop = new ClosedLoop(this.#target.depth);
      this.#loop = loop;
      return loop.run(this.#connections, seconds);
    }
    const loop = new OpenLoop();
    this.#loop = loop;
    return loop.run(this.#connections, seconds, rate);
  }
}

let client: Client | null = null;

async function answer(question: Question): Promise<Report | { readonly done: true }> {
  if ("target" in question) {
    client = new Client(question.target);
    await client.open();
    return { done: true };
  }
  if ("idle" in question) {
    await client!.openIdle(question.idle);
    return { done: true };
  }
  return client!.run(question.seconds, question.rate);
}

function fail(error: unknown): void {
  process.send?.({ failure: error instanceof Error ? error.message : String(error) });
}

process.on("disconnect", () => process.exit(0));
process.on("uncaughtException", fail);
process.on("message", (question: Question) => {
  answer(question).then((report) => process.send?.(report), fail);
});
