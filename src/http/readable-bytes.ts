// An iterable of text and bytes as a stream of the web.

const encoder = new TextEncoder();

/**
 * The stream of what is iterated; text becomes UTF-8.
 *
 * A chunk is made when it is asked for, not ahead; a reader that leaves ends the iteration.
 * @example
 * const chunks = (async function* () {
 *   yield "a";
 *   yield new Uint8Array([98]);
 * })();
 * await new globalThis.Response(readableBytes(chunks)).text(); // => "ab"
 */
export function readableBytes(
  chunks: AsyncIterable<string | Uint8Array>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const step = await iterator.next();
        if (step.done === true) controller.close();
        else {
          const bytes = typeof step.value === "string" ? encoder.encode(step.value) : step.value;
          controller.enqueue(bytes as Uint8Array<ArrayBuffer>);
        }
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
