// From value to text: the engine's own writer where it is right, the encoder where it is not.

import { escapeToAscii } from "./ascii.ts";
import { joinParts, type Gap } from "./deferred.ts";
import { isTooLong, tooLarge, undefinedValue } from "./encode-failure.ts";
import { Encoder, type EncoderInit } from "./encoder.ts";
import { isPlain } from "./is-plain.ts";

const { stringify } = JSON;

/** The text, or a promise of it when the value holds promises and they are to be awaited. */
export function encodeText(value: unknown, init: EncoderInit): string | Promise<string> {
  const encoder = new Encoder(init);
  if (!encoder.encode(value)) throw undefinedValue([], value);
  if (encoder.gaps.length === 0) return finish(encoder, init);
  return fillGaps(encoder.gaps, init).then(() => {
    const root = encoder.parts[0];
    // The whole value was a promise, and gave nothing.
    if (typeof root === "object" && root.kind === "item" && encoder.parts.length === 1) {
      if (root.gap.text === undefined) throw undefinedValue([], undefined);
    }
    return finish(encoder, init);
  });
}

/** The engine's text of a plain value; undefined for any other value, which the encoder takes. */
export function encodePlain(value: unknown, indent: string): string | undefined {
  try {
    if (isPlain(value))
      return indent === "" ? stringify(value) : stringify(value, undefined, indent);
  } catch (error) {
    // A text too long is so in either writer. All else (a getter that throws) the encoder can place.
    if (isTooLong(error)) throw tooLarge([], error);
  }
  return undefined;
}

// Promises that stand side by side are awaited together; those inside what they give, after them.
async function fillGaps(gaps: readonly Gap[], init: EncoderInit): Promise<void> {
  await Promise.all(gaps.map((gap) => fillGap(gap, init)));
}

async function fillGap(gap: Gap, init: EncoderInit): Promise<void> {
  const value = await gap.promise;
  const encoder = new Encoder({ ...init, keys: gap.keys, ancestors: gap.ancestors });
  if (!encoder.encode(value)) return;
  await fillGaps(encoder.gaps, init);
  gap.text = joinParts([...encoder.parts, encoder.text]);
}

function finish(encoder: Encoder, init: EncoderInit): string {
  const { parts } = encoder;
  let text: string;
  try {
    text = parts.length === 0 ? encoder.text : joinParts([...parts, encoder.text]);
    return init.policy.ensureAscii ? escapeToAscii(text) : text;
  } catch (error) {
    if (isTooLong(error)) throw tooLarge([], error);
    throw error;
  }
}
