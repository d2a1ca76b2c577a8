// What surrounds the code that answers a request. Nothing does, unless `hipflask/globals` is imported:
// then that code, and whatever it awaits or streams, can find its request without being given it.

import type { BodyChunk, Outgoing } from "../gateway.ts";
import type { BaseContext } from "./context.ts";
import { isStreamed } from "../http/streamed-body.ts";

/** Calls a function so that everything it causes can find the context. */
export type Ambience = <Result>(context: BaseContext, run: () => Result) => Result;

/** Null as long as nobody needs one, so that a request pays for a comparison. */
export let ambience: Ambience | null = null;

export function setAmbience(given: Ambience): void {
  ambience = given;
}

/** Answers inside of an ambience, streams included: those are read later, by a runtime that knows of none. */
export function answerWithin(
  around: Ambience,
  context: BaseContext,
  answer: () => Outgoing | Promise<Outgoing>,
): Outgoing | Promise<Outgoing> {
  const outgoing = around(context, answer);
  return outgoing instanceof Promise
    ? outgoing.then((made) => streamWithin(around, context, made))
    : streamWithin(around, context, outgoing);
}

function streamWithin(around: Ambience, context: BaseContext, outgoing: Outgoing): Outgoing {
  const { body } = outgoing;
  if (!isStreamed(body)) return outgoing;
  const chunks: AsyncIterable<BodyChunk> = {
    [Symbol.asyncIterator]: () => {
      const iterator = around(context, () => body[Symbol.asyncIterator]());
      return {
        next: () => around(context, () => iterator.next()),
        return: async () => {
          await around(context, () => iterator.return?.());
          return { done: true, value: undefined };
        },
      };
    },
  };
  return { ...outgoing, body: chunks };
}
