// A file on its way: which form of it, whether at all, and how much is decided when the request is known.
// Until then nothing is opened.

import type { Outgoing } from "../gateway.ts";
import type { ByteRange } from "../http/byte-range.ts";
import { HeaderFields } from "../http/headers.ts";
import { answerConditionally, type Divisible } from "./conditional.ts";
import { chooseForm, type EncodedForm } from "./encoded-forms.ts";
import type { FileContent } from "./file-content.ts";
import {
  Response,
  type BodySource,
  type ConditionalOptions,
  type ConditionalRequest,
  type Validation,
} from "./response.ts";

export interface FileResponseInit {
  readonly mimetype: string;
  readonly headers: HeaderFields;
  /** Whether conditions and ranges are heeded. */
  readonly conditional: boolean;
  /** The same content, compressed beforehand. */
  readonly forms: readonly EncodedForm[];
}

export class FileResponse extends Response {
  readonly #file: FileContent;
  readonly #forms: readonly EncodedForm[];
  #conditional: boolean;
  #acceptRanges: boolean;

  constructor(file: FileContent, { mimetype, headers, conditional, forms }: FileResponseInit) {
    super(null, { mimetype, headers });
    this.#file = file;
    this.#forms = forms;
    this.#conditional = conditional;
    this.#acceptRanges = conditional;
  }

  /** The file, opened anew each time. */
  override get body(): Outgoing["body"] {
    return this.#file.open(null);
  }

  /** @throws {TypeError} `response-body`: the file is the body. */
  override set body(_body: BodySource) {
    throw new TypeError(
      "Cannot set the body of a file response: it is the file\n" +
        "Fix: return a new Response    [response-body]",
    );
  }

  override makeConditional(options: ConditionalOptions = {}): this {
    this.#conditional = true;
    this.#acceptRanges = options.acceptRanges ?? false;
    return this;
  }

  /** Nothing is left to be done: a file has its tag from the start. @internal */
  override get validation(): Validation | null {
    return null;
  }

  /** @internal */
  override outgoing(request: ConditionalRequest): Outgoing {
    const { status } = this;
    const form = chooseForm(this.#forms, request.headers.get("accept-encoding"));
    const content = form?.content ?? this.#file;
    const headers = form === null ? this.sentFields : formFields(this.sentFields, form);
    const { length } = content;
    // Of an unknown length there is only the one stream, which hears what becomes of it.
    if (length === null)
      return this.#heed({ status, headers, body: content.open(null) }, request, null);

    const isHead = request.method === "HEAD";
    const part = (range: ByteRange): Outgoing["body"] => content.open(range);
    const answer = this.#heed({ status, headers, body: null }, request, { length, part });
    if (answer.status !== status) return answer;
    return { ...answer, body: isHead ? null : content.open(null), contentLength: length };
  }

  #heed(outgoing: Outgoing, request: ConditionalRequest, parts: Divisible | null): Outgoing {
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (!this.#conditional || !isRead || outgoing.status !== 200) return outgoing;
    return answerConditionally(outgoing, request, this.#acceptRanges ? parts : null);
  }
}

function formFields(fields: HeaderFields, form: EncodedForm): HeaderFields {
  const headers = new HeaderFields(fields);
  headers.set("content-encoding", form.coding);
  const tag = headers.get("etag");
  // Other bytes, another tag.
  if (tag !== null) headers.set("etag", `${tag.slice(0, -1)}-${form.coding}"`);
  return headers;
}
