// What clients do: each behaviour uses one connection, and says what was wrong with what it got.

import type { Random } from "../fuzz/random.ts";
import { readAnswers, type Answer } from "../h1/answers.ts";
import { exchange, type Send } from "./exchange.ts";

/** What came of one connection. */
export interface Outcome {
  readonly requests: number;
  readonly answers: number;
  /** null if everything was as it must be. */
  readonly wrong: string | null;
}

/** A request whose answer is known. */
export interface Asked {
  readonly method: string;
  readonly text: string;
  readonly status: number;
  readonly body: string | null;
}

type Behaviour = (url: URL, random: Random) => Promise<Outcome>;

const host = "Host: soak\r\n";

const items = (count: number): string =>
  JSON.stringify(Array.from({ length: count }, (_, id) => ({ id })));

function ask(method: string, target: string, status: number, body: string | null): Asked {
  return { method, text: `${method} ${target} HTTP/1.1\r\n${host}\r\n`, status, body };
}

function post(target: string, body: string, fields = ""): Asked {
  const length = `Content-Length: ${body.length}\r\n`;
  return {
    method: "POST",
    text: `POST ${target} HTTP/1.1\r\n${host}${length}${fields}\r\n${body}`,
    status: 200,
    body: digest(body),
  };
}

function digest(text: string): string {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum = (sum * 31 + text.charCodeAt(at)) % 1_000_003;
  return JSON.stringify({ length: text.length, sum });
}

function bytes(length: number, random: Random): string {
  const block = Array.from({ length: 64 }, () => String.fromCharCode(random.below(256))).join("");
  return block.repeat(Math.ceil(length / 64)).slice(0, length);
}

function anyRequest(random: Random): Asked {
  const count = random.below(random.chance(0.1) ? 3_000 : 20);
  switch (random.below(9)) {
    case 0:
      return ask("GET", `/items/${count}`, 200, items(count));
    case 1:
      return ask("HEAD", `/items/${count}`, 200, "");
    case 2:
      return ask("GET", `/stream/${count}`, 200, items(count));
    case 3:
      return post("/echo", bytes(random.below(100_000), random));
    case 4:
      return post("/upload", bytes(random.below(300_000), random));
    case 5:
      return ask("GET", "/slow", 200, '{"slow":true}');
    case 6:
      return ask("GET", "/nowhere", 404, null);
    case 7:
      return random.chance(0.5) ? ask("DELETE", "/", 405, null) : ask("GET", "/fail", 500, null);
    default:
      return ask("GET", "/", 200, '{"ok":true}');
  }
}

/** The last request of a connection says so. */
function closing(asked: readonly Asked[]): Asked[] {
  return asked.map((one, index) =>
    index < asked.length - 1
      ? one
      : { ...one, text: one.text.replace("\r\n", "\r\nConnection: close\r\n") },
  );
}

/** Compares what was received with what was asked for. */
export function judge(received: string, asked: readonly Asked[]): Outcome {
  const requests = asked.length;
  let answers: readonly Answer[];
  try {
    answers = readAnswers(
      received,
      asked.map(({ method }) => method),
    ).filter(({ status }) => status >= 200);
  } catch (error) {
    return { requests, answers: 0, wrong: (error as Error).message.slice(0, 500) };
  }
  const wrong = asked.find(({ status, body }, index) => {
    const answer = answers[index];
    return (
      answer === undefined ||
      !answer.whole ||
      answer.status !== status ||
      (body !== null && answer.body.trimEnd() !== body)
    );
  });
  const problem =
    wrong === undefined
      ? null
      : `${wrong.text.slice(0, 200)} was answered by ${JSON.stringify(answers.map(({ status, body }) => [status, body.slice(0, 100)]))}`;
  return { requests, answers: answers.length, wrong: problem };
}

const several = (random: Random, most: number): Asked[] =>
  closing(Array.from({ length: 1 + random.below(most) }, () => anyRequest(random)));

const oneByOne: Behaviour = async (url, random) => {
  const asked = several(random, 8);
  const sends = asked.flatMap<Send>(({ text }) => [text, random.below(10)]);
  return judge(await exchange(url, sends), asked);
};

const pipelined: Behaviour = async (url, random) => {
  const asked = several(random, 16);
  return judge(await exchange(url, [asked.map(({ text }) => text).join("")]), asked);
};

const inPieces: Behaviour = async (url, random) => {
  const asked = several(random, 3);
  const text = asked.map((one) => one.text).join("");
  const sends: Send[] = [];
  for (let at = 0; at < text.length;) {
    const length = 1 + random.below(random.chance(0.2) ? 40 : 20_000);
    sends.push(text.slice(at, at + length), random.below(3));
    at += length;
  }
  return judge(await exchange(url, sends, { halfCloses: random.chance(0.3) }), asked);
};

const slowReader: Behaviour = async (url, random) => {
  const asked = closing([ask("GET", "/items/20000", 200, items(20_000)), anyRequest(random)]);
  const sends = [asked.map(({ text }) => text).join("")];
  return judge(await exchange(url, sends, { pauseMs: random.below(1_500) }), asked);
};

const chunkedUpload: Behaviour = async (url, random) => {
  const pieces = Array.from({ length: random.below(30) }, () =>
    bytes(1 + random.below(60_000), random),
  );
  const head = `POST /upload HTTP/1.1\r\n${host}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const sends = [
    head,
    ...pieces.map((piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`),
    "0\r\n\r\n",
  ].flatMap<Send>((text) => (random.chance(0.2) ? [random.below(20), text] : [text]));
  const asked = { method: "POST", text: head, status: 200, body: digest(pieces.join("")) };
  return judge(await exchange(url, sends), [asked]);
};

const patient: Behaviour = async (url, random) => {
  const body = bytes(1 + random.below(1_000), random);
  const target = random.pick(["/echo", "/upload"]);
  const asked = post(target, body, "Connection: close\r\nExpect: 100-continue\r\n");
  const head = asked.text.slice(0, -body.length);
  return judge(await exchange(url, [head, 20, body]), [asked]);
};

const malformed: Behaviour = async (url, random) => {
  const text = random.pick([
    "GET / HTTP/1.1\r\n\r\n",
    `GET / HTTP/1.1\n${host}\n`,
    `GET /a b HTTP/1.1\r\n${host}\r\n`,
    `POST /echo HTTP/1.1\r\n${host}Content-Length: x\r\n\r\n`,
    `POST /echo HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\nx\r\n`,
    `POST /upload HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n1\r\nab`,
  ]);
  return judge(await exchange(url, [text]), [{ method: "GET", text, status: 400, body: null }]);
};

const unfinished: Behaviour = async (url) => {
  const text = `GET / HTTP/1.1\r\n${host}`;
  return judge(await exchange(url, [text]), [{ method: "GET", text, status: 408, body: null }]);
};

const tooLarge: Behaviour = async (url, random) => {
  const body = bytes(1_048_577 + random.below(100_000), random);
  const asked = { ...post("/echo", body), status: 413, body: null };
  return judge(await exchange(url, [asked.text]), [asked]);
};

// The answer was begun, so it can only be cut: what came must be the beginning of it.
const cutOff: Behaviour = async (url) => {
  const { text } = ask("GET", "/fail-halfway", 200, null);
  const received = await exchange(url, [text]);
  let answers: readonly Answer[] = [];
  try {
    answers = readAnswers(received, ["GET"]);
  } catch {
    // Cut within the head.
  }
  const isWhole = answers.some(({ whole, status }) => whole && status === 200);
  const wrong = isWhole ? `half an answer looks whole: ${received.slice(0, 300)}` : null;
  return { requests: 1, answers: answers.length, wrong };
};

const aborting: Behaviour = async (url, random) => {
  const asked = several(random, 4);
  const text = `${asked.map((one) => one.text).join("")}GET /never HTTP/1.1\r\n${host}\r\n`;
  const sends = [text.slice(0, 1 + random.below(text.length)), 200];
  await exchange(url, sends, { abortMs: random.below(50) });
  return { requests: asked.length, answers: 0, wrong: null };
};

const idle: Behaviour = async (url) => {
  const received = await exchange(url, []);
  const wrong = received === "" ? null : `an idle connection was sent ${received.slice(0, 200)}`;
  return { requests: 0, answers: 0, wrong };
};

/** How often each behaviour is chosen, out of all. */
const behaviours: readonly (readonly [weight: number, behaviour: Behaviour])[] = [
  [20, oneByOne],
  [20, pipelined],
  [10, inPieces],
  [3, slowReader],
  [10, chunkedUpload],
  [5, patient],
  [8, malformed],
  [1, unfinished],
  [2, tooLarge],
  [4, cutOff],
  [16, aborting],
  [1, idle],
];

const deck = behaviours.flatMap(([weight, behaviour]) => Array<Behaviour>(weight).fill(behaviour));

/** Lets a client do something, by chance. */
export function act(url: URL, random: Random): Promise<Outcome> {
  return random.pick(deck)(url, random);
}
