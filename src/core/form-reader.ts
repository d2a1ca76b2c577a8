// From the bytes of a form to its fields and files: whole in memory, or part by part while it arrives.
// One parser for both, and on every runtime: the platforms' own disagree about what is malformed.

import { FormError } from "../http/form-error.ts";
import type { FormLimits } from "../http/form-limits.ts";
import { GatheredBytes } from "../http/gathered-bytes.ts";
import type { MediaType } from "../http/media-type.ts";
import { MultipartParser, type FormEvent } from "../http/multipart-parser.ts";
import { decodeUTF8, type PartHead } from "../http/part-head.ts";
import { UnsupportedMediaType } from "../errors/status-errors.ts";
import { FormPart, withFormFailures } from "./form-part.ts";
import { Form, type NamedFile } from "./form.ts";

const urlencoded = "application/x-www-form-urlencoded";
const multipart = "multipart/form-data";

/** Whether a body of this type is a form. */
export function isFormType(type: MediaType | null): type is MediaType {
  return type?.essence === urlencoded || type?.essence === multipart;
}

/**
 * The form in a body.
 *
 * @throws {HTTPError} 415 if it is not declared as one, 400 if it is malformed, 413 if it is over a limit.
 */
export function readForm(type: MediaType | null, bytes: Uint8Array, limits: FormLimits): Form {
  if (!isFormType(type)) {
    throw new UnsupportedMediaType(
      `the body must be a form: send Content-Type: ${urlencoded} or ${multipart}`,
    );
  }
  return withFormFailures(() =>
    type.essence === urlencoded
      ? readUrlencoded(bytes, limits)
      : readMultipart(new MultipartParser(type.parameters.get("boundary"), limits), bytes),
  );
}

function readUrlencoded(bytes: Uint8Array, limits: FormLimits): Form {
  // Counted before anything is made of them.
  let fields = 1;
  for (let at = bytes.indexOf(0x26); at !== -1; at = bytes.indexOf(0x26, at + 1)) fields++;
  if (fields > limits.maxFields) throw new FormError("form-too-many-fields");
  return new Form(decodeUTF8(bytes));
}

function readMultipart(parser: MultipartParser, bytes: Uint8Array): Form {
  const fields: [string, string][] = [];
  const files: NamedFile[] = [];
  let head: PartHead | undefined;
  let content = new GatheredBytes();
  for (const event of parser.push(bytes)) {
    if (event.kind === "part") {
      head = event.head;
      content = new GatheredBytes();
    } else if (event.kind === "data") content.add(event.bytes);
    else if (head!.filename === null) fields.push([head!.name, decodeUTF8(content.whole())]);
    else files.push([head!.name, fileOf(head!, head!.filename, content.whole())]);
  }
  parser.end();
  return new Form(fields, files);
}

function fileOf(head: PartHead, filename: string, bytes: Uint8Array): File {
  const type = (head.contentType ?? "").toLowerCase();
  const file = new File([bytes], filename, { type });
  // Bun adds a charset to types of text, which nobody sent.
  if (file.type !== type) Object.defineProperty(file, "type", { value: type });
  return file;
}

/**
 * The parts of a form, one after the other, while it arrives.
 *
 * @throws {HTTPError} 415 if the body is not declared as multipart; while iterating 400 if it is malformed,
 *   413 if it is over a limit.
 */
export function readParts(
  type: MediaType | null,
  body: () => AsyncIterable<Uint8Array>,
  limits: FormLimits,
): AsyncGenerator<FormPart, void, undefined> {
  if (type?.essence !== multipart) {
    throw new UnsupportedMediaType(
      `the body must be a form in parts: send Content-Type: ${multipart}`,
    );
  }
  const boundary = type.parameters.get("boundary");
  const parser = withFormFailures(() => new MultipartParser(boundary, limits));
  return partsOf(parser, body()[Symbol.asyncIterator]());
}

async function* partsOf(
  parser: MultipartParser,
  body: AsyncIterator<Uint8Array>,
): AsyncGenerator<FormPart, void, undefined> {
  let events: readonly FormEvent[] = [];
  let at = 0;
  // Asks for more of the body only when what came has been taken.
  const nextEvent = async (): Promise<FormEvent | null> => {
    while (at === events.length) {
      const step = await body.next();
      if (step.done === true) {
        withFormFailures(() => parser.end());
        return null;
      }
      events = withFormFailures(() => parser.push(step.value));
      at = 0;
    }
    return events[at++]!;
  };
  const nextPiece = async (): Promise<Uint8Array | null> => {
    const event = await nextEvent();
    return event?.kind === "data" ? event.bytes : null;
  };
  try {
    for (;;) {
      const event = await nextEvent();
      if (event === null) return;
      if (event.kind !== "part") continue;
      const part = new FormPart(event.head, nextPiece);
      yield part;
      await part.skip();
    }
  } finally {
    await body.return?.();
  }
}
