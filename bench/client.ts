// The process that makes load: raw sockets that send a request, check the answer to the last
// byte, and send the next. It does as little as it can, so that the server is the one that waits least.
// Started by `Generator`, which it talks to over IPC.

import { connect, type Socket } from "node:net";
import type { Order, Report } from "./generator.ts";

// Read by one socket at a time, so one for all: a new buffer for each read costs more than the rest.
const readBuffer = Buffer.allocUnsafe(64 * 1024);

class Client {
  readonly #socket: Socket;
  readonly #request: Buffer;
  readonly #body: Buffer;
  readonly #onAnswer: (client: Client) => void;
  /** The length of an answer, known from the first: only its date changes. */
  #answerBytes = 0;
  /** The part of an answer that has come, if it comes in parts. */
  #part: Buffer | null = null;

  constructor(order: Order, onAnswer: (client: Client) => void) {
    this.#request = Buffer.from(order.request, "latin1");
    this.#body = Buffer.from(order.answer);
    this.#onAnswer = onAnswer;
    const callback = (length: number): boolean => {
      this.#take(length);
      return true;
    };
    const onread = { buffer: readBuffer, callback };
    this.#socket = connect({ host: "127.0.0.1", port: order.port, noDelay: true, onread });
    this.#socket.on("error", (error) => fail(error.message));
    this.#socket.on("close", () => fail("the server closed a connection"));
  }

  connected(): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.once("connect", resolve);
    });
  }

  send(): void {
    this.#socket.write(this.#request);
  }

  #take(length: number): void {
    if (this.#part === null && length === this.#answerBytes) {
      this.#check(readBuffer, length);
      return;
    }
    const bytes = Buffer.concat([
      this.#part ?? readBuffer.subarray(0, 0),
      readBuffer.subarray(0, length),
    ]);
    if (this.#answerBytes === 0) this.#answerBytes = lengthOfAnswer(bytes);
    if (this.#answerBytes === 0 || bytes.length < this.#answerBytes) {
      this.#part = bytes;
      return;
    }
    this.#part = null;
    this.#check(bytes, bytes.length);
  }

  #check(bytes: Buffer, length: number): void {
    const bodyStart = length - this.#body.length;
    const isRight =
      length === this.#answerBytes &&
      bytes.compare(statusLine, 0, statusLine.length, 0, statusLine.length) === 0 &&
      bytes.compare(this.#body, 0, this.#body.length, bodyStart, length) === 0;
    if (isRight) this.#onAnswer(this);
    else fail(`a wrong answer:\n${bytes.toString("latin1", 0, length)}`);
  }
}

const statusLine = Buffer.from("HTTP/1.1 200 OK\r\n");

function lengthOfAnswer(bytes: Buffer): number {
  const text = bytes.toString("latin1");
  const headEnd = text.indexOf("\r\n\r\n");
  const length = /\r\ncontent-length: *(\d+)\r\n/i.exec(text.slice(0, headEnd + 2))?.[1];
  return headEnd === -1 || length === undefined ? 0 : headEnd + 4 + Number(length);
}

// Keeps every connection busy until the time is over, then waits for the answers that are due:
// before and after, the server has nothing in hand, so that its time and its answers are the same requests'.
class Load {
  readonly #clients: Client[] = [];
  #answered = 0;
  #busy = 0;
  #sending = false;
  #end: () => void = () => {};

  async open(order: Order): Promise<void> {
    for (let i = 0; i < order.connections; i++) {
      this.#clients.push(new Client(order, this.#next));
    }
    await Promise.all(this.#clients.map((client) => client.connected()));
  }

  async run(seconds: number): Promise<Report> {
    this.#answered = 0;
    this.#sending = true;
    const startMs = performance.now();
    const timer = setTimeout(() => {
      this.#sending = false;
    }, seconds * 1000);
    await new Promise<void>((resolve) => {
      this.#end = resolve;
      this.#busy = this.#clients.length;
      for (const client of this.#clients) client.send();
    });
    clearTimeout(timer);
    return { answered: this.#answered, elapsedMs: performance.now() - startMs };
  }

  readonly #next = (client: Client): void => {
    this.#answered++;
    if (this.#sending) client.send();
    else if (--this.#busy === 0) this.#end();
  };
}

function report(message: Report | { readonly failure: string } | { readonly open: true }): void {
  process.send?.(message);
}

function fail(reason: string): void {
  report({ failure: reason });
}

const load = new Load();
process.on("disconnect", () => process.exit(0));
process.on("message", (message: Order | { readonly seconds: number }) => {
  if ("seconds" in message) void load.run(message.seconds).then(report);
  else void load.open(message).then(() => report({ open: true }));
});
