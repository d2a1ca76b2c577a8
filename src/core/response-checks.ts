// What is to be done with a response when it is sent, beyond sending it. Only responses that want any of it have one.

/** Whether equal tags promise equal bytes, or only equal meaning. */
export type ETagKind = "strong" | "weak";

/** How a response answers conditions. */
export interface ConditionalOptions {
  /** Whether a client may ask for a part of the body, by `Range`. False unless given. */
  readonly acceptRanges?: boolean | undefined;
}

/** The checks of a response, decided. */
export interface Validation {
  /** The tag to make, unless the response has one. */
  readonly etag: ETagKind | undefined;
  /** Whether a tag is made for answers that are no content of a GET, too. */
  readonly always: boolean;
  /** Whether conditions are heeded: always where the handler says so, else only by a tag. */
  readonly conditional: boolean | "by-tag";
  readonly acceptRanges: boolean;
}

export class ResponseChecks {
  #etag: boolean | ETagKind | undefined;
  #added = false;
  #conditional: Validation["conditional"] | undefined;
  #acceptRanges = false;

  /** @param etag What the response itself says of a tag, if anything. */
  constructor(etag?: boolean | ETagKind) {
    this.#etag = etag;
  }

  /** A tag, and nothing more. */
  addETag(kind: ETagKind): void {
    this.#etag = kind;
    this.#added = true;
  }

  heedConditions({ acceptRanges = false }: ConditionalOptions): void {
    this.#conditional = true;
    this.#acceptRanges = acceptRanges;
  }

  /** Takes the route's choice as long as the response has none. */
  suggestETag(choice: boolean | ETagKind): void {
    this.#etag ??= choice;
    if (this.#added && choice !== false) this.#conditional ??= "by-tag";
  }

  /** What is to be done; null for nothing. */
  get validation(): Validation | null {
    const made = this.#etag !== undefined && this.#etag !== false;
    const conditional = this.#conditional ?? (made && !this.#added && "by-tag");
    if (!made && !conditional) return null;
    const etag = made ? (this.#etag === true ? "strong" : (this.#etag as ETagKind)) : undefined;
    return { etag, always: this.#added, conditional, acceptRanges: this.#acceptRanges };
  }
}
