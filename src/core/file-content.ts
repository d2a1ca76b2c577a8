// What a file answer is made of: a file, bytes, a blob, or a stream. All but the last have a length and parts.

import type { Outgoing } from "../gateway.ts";
import type { ByteRange } from "../http/byte-range.ts";
import { streamChunks, toBody, type BodySource } from "./body.ts";
import type { FileSystem, FoundFile } from "./file-system.ts";

type Body = Outgoing["body"];

/** A body that is opened when it is sent, and only as far as it is sent. */
export interface FileContent {
  /** In bytes; null where nobody knows. */
  readonly length: number | null;
  /** @param range null for all of it. */
  open(range: ByteRange | null): Body;
}

// What fits into one write is read at once, in a tenth of the time that asking another thread takes.
// See decisions/0012.
const smallBytes = 64 * 1024;

export function contentOfFile(files: FileSystem, file: FoundFile): FileContent {
  const all = { first: 0, last: file.size - 1 };
  return {
    length: file.size,
    open(range) {
      const { first, last } = range ?? all;
      if (last < first) return new Uint8Array(0);
      return last - first < smallBytes
        ? files.read(file, { first, last })
        : files.stream(file, { first, last });
    },
  };
}

/** @throws {TypeError} `response-body` for what is not a body. */
export function contentOf(source: Exclude<BodySource, string | null | undefined>): FileContent {
  if (source instanceof Blob) {
    return {
      length: source.size,
      open: (range) =>
        streamChunks(
          (range === null ? source : source.slice(range.first, range.last + 1)).stream(),
        ),
    };
  }
  const { content } = toBody(source);
  if (!(content instanceof Uint8Array)) return { length: null, open: () => content };
  return {
    length: content.length,
    open: (range) => (range === null ? content : content.subarray(range.first, range.last + 1)),
  };
}
