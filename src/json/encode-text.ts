// From value to text: the engine's own writer where it is right, the encoder where it is not.

import { escapeToAscii } from "./ascii.ts";
import { writeCopied } from "./copy-batches.ts";
import type { Gap } from "./deferred.ts";
import { isTooLong, tooLarge, undefinedValue } from "./encode-failure.ts";
import { Encoder, type EncoderInit } from "./encoder.ts";
import { isPlain } from "./is-plain.ts";
import type { Policy } from "./policy.ts";
import { encoderOnly, tooLong, toPlain } from "./to-plain.ts";

const { stringify } = JSON;

/**
 * The text as the engine writes it: of a plain value, or of one that a copy makes plain.
 * Undefined for any other value, which the encoder takes.
 */
export function encodePlain(value: unknown, policy: Policy, mayCopy: boolean): string | undefined {
  const { indent } = policy;
  try {
    if (isPlain(value))
      return indent === "" ? stringify(value) : stringify(value, undefined, indent);
    if (!mayCopy) return undefined;
    if (indent === "") return writeCopied(value, policy);
    const plain = toPlain(value, policy);
    if (plain === encoderOnly || plain === tooLong) return undefined;
    return stringify(plain, undefined, indent);
  } catch (error) {
    // A text too long is so in either writer. All else (a getter that throws) the encoder can place.
    if (isTooLong(error)) throw tooLarge([], error);
    return undefined;
  }
}

/** The text, or a promise of it when the value holds promises and they are to be awaited. */
export function encodeText(value: unknown, init: EncoderInit): string | Promise<string> {
  const encoder = new Encoder(init);
  const text = encoder.encode(value);
  if (text === undefined) throw undefinedValue([], value);
  const { gaps } = encoder.deferred;
  if (gaps.length === 0) return finish(text, init);
  return fillGaps(gaps, init).then(() => {
    // The whole value was a promise, and gave nothing.
    const [first] = gaps;
    if (first!.text === undefined && first!.trail.keys.every((key) => key === undefined)) {
      throw undefinedValue([], undefined);
    }
    return finish(encoder.deferred.fill(text), init);
  });
}

// Promises that stand side by side are awaited together; those inside what they give, after them.
async function fillGaps(gaps: readonly Gap[], init: EncoderInit): Promise<void> {
  await Promise.all(gaps.map((gap) => fillGap(gap, init)));
}

async function fillGap(gap: Gap, init: EncoderInit): Promise<void> {
  const value = await gap.promise;
  const encoder = new Encoder(init, gap.trail);
  const text = encoder.encode(value);
  if (text === undefined) return;
  await fillGaps(encoder.deferred.gaps, init);
  gap.text = encoder.deferred.fill(text);
}

function finish(text: string, init: EncoderInit): string {
  if (!init.policy.ensureAscii) return text;
  try {
    return escapeToAscii(text);
  } catch (error) {
    // A text that fits may not once it is escaped.
    throw isTooLong(error) ? tooLarge([], error) : error;
  }
}
