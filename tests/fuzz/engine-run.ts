// An input through the engine: what it made of it, and what it answered.

import { BodyError, type Gateway } from "../../src/gateway.ts";
import { readAnswers } from "../h1/answers.ts";
import { Peer, answer, textOf } from "../h1/peer.ts";

/** A request as the gateway saw it, its body whole. */
export interface SeenRequest {
  readonly method: string;
  readonly target: string;
  readonly body: string;
}

export interface EngineRun {
  readonly requests: readonly SeenRequest[];
  /** The code of the refusal that ended the connection, if one did. */
  readonly refusal: string | null;
  readonly received: string;
}

// More than any input has.
const maxBodyBytes = 100_000;

/**
 * Sends pieces, then the end.
 *
 * @throws {Error} If the engine breaks a promise: a failure, an answer too many or too few, or one
 * that is no HTTP.
 */
export async function runEngine(pieces: readonly string[]): Promise<EngineRun> {
  const requests: SeenRequest[] = [];
  const methods: string[] = [];
  const gateway: Gateway = (incoming) => {
    methods.push(incoming.method);
    const { method, target } = incoming;
    // Whether a request is one shows only at the end of its body.
    const accept = (bytes: Uint8Array) => {
      requests.push({ method, target, body: textOf(bytes) });
      return answer("ok");
    };
    const refuse = (error: unknown) => {
      if (error instanceof BodyError) return answer(error.code, error.status);
      throw error;
    };
    if (!incoming.hasBody) return accept(new Uint8Array(0));
    try {
      const body = incoming.readBody(maxBodyBytes);
      return body instanceof Promise ? body.then(accept, refuse) : accept(body);
    } catch (error) {
      return refuse(error);
    }
  };
  const peer = new Peer({ gateway });
  for (const piece of pieces) {
    peer.send(piece);
    // An answer that waits for a body takes a few turns of promises.
    for (let turns = 0; turns < 6; turns++) await Promise.resolve();
  }
  peer.connection.receiveEnd();
  for (let turns = 0; turns < 6; turns++) await Promise.resolve();

  if (peer.errors.length > 0) throw new Error("the engine failed", { cause: peer.errors[0] });
  const { phase } = peer.connection;
  if (phase !== "lingering") throw new Error(`the connection has not ended: ${phase}`);
  const answers = readAnswers(peer.received, [...methods, "GET"]);
  const finals = answers.filter(({ status }) => status >= 200);
  const last = finals.at(-1);
  const refusal = last !== undefined && last.status >= 400 ? last : null;
  const served = methods.length + (finals.length > methods.length ? 1 : 0);
  if (finals.length !== served) {
    throw new Error(`${finals.length} answers to ${methods.length} requests`);
  }
  // An answer to HEAD has no body that could say which refusal it was.
  const code = refusal === null ? null : refusal.body || "to HEAD";
  return { requests, refusal: code, received: peer.received };
}
