// Entity tags: what a client has, and whether that is still what it would get.
// Source: RFC 9110 §8.8.3 (ETag), §13.1.1 (If-Match), §13.1.2 (If-None-Match).

// etagc: visible characters without the quote, and obs-text.
const entityTag = /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/;

/** Whether a text is one entity tag: `"v1"` or `W/"v1"`. */
export function isEntityTag(text: string): boolean {
  return entityTag.test(text);
}

/**
 * An entity tag, with the quotes that HTTP wants.
 *
 * @throws {TypeError} `entity-tag` for what cannot stand between the quotes.
 * @example
 * formatEntityTag("v1"); // => '"v1"'
 * formatEntityTag("v1", true); // => 'W/"v1"'
 * formatEntityTag('"v1"'); // throws entity-tag
 */
export function formatEntityTag(opaque: string, weak = false): string {
  const tag = `${weak ? "W/" : ""}"${opaque}"`;
  if (isEntityTag(tag)) return tag;
  throw new TypeError(
    `Cannot use ${JSON.stringify(opaque.slice(0, 80))} as an entity tag: it must be visible Latin-1 without spaces and quotes\n` +
      `Fix: leave the quotes out, and hash what is longer or richer    [entity-tag]`,
  );
}

/**
 * The entity tags of an `If-Match` or `If-None-Match` field; `"*"` for any.
 *
 * What is not an entity tag is left out, so that it matches nothing.
 * @example
 * parseEntityTags('"a", W/"b,c", nonsense'); // => ['"a"', 'W/"b,c"']
 * parseEntityTags(" * "); // => "*"
 */
export function parseEntityTags(field: string): readonly string[] | "*" {
  if (field.trim() === "*") return "*";
  const tags: string[] = [];
  let at = 0;
  while (at < field.length) {
    const open = field.indexOf('"', at);
    if (open === -1) break;
    const close = field.indexOf('"', open + 1);
    if (close === -1) break;
    const before = field.slice(at, open);
    const tag = field.slice(at + before.lastIndexOf(",") + 1, close + 1).trim();
    if (isEntityTag(tag)) tags.push(tag);
    at = close + 1;
  }
  return tags;
}

/**
 * Whether the client has it already, by weak comparison: `W/` does not matter.
 *
 * @param ifNoneMatch The field's value, or null if it is absent.
 */
export function matchesWeakly(ifNoneMatch: string | null, current: string): boolean {
  if (ifNoneMatch === null) return false;
  const tags = parseEntityTags(ifNoneMatch);
  return tags === "*" || tags.some((tag) => opaque(tag) === opaque(current));
}

/** Whether the client's condition holds, by strong comparison: weak tags never match. */
export function matchesStrongly(ifMatch: string, current: string): boolean {
  const tags = parseEntityTags(ifMatch);
  return tags === "*" || (!current.startsWith("W/") && tags.includes(current));
}

function opaque(tag: string): string {
  return tag.startsWith("W/") ? tag.slice(2) : tag;
}

/** The entity tags of a condition, without their quotes. */
export interface EntityTags {
  /** Whether the field is `*`, which any version fits. */
  readonly any: boolean;
  readonly strong: readonly string[];
  readonly weak: readonly string[];
}

/**
 * The entity tags of an `If-Match` or `If-None-Match` field, told apart.
 *
 * @example
 * entityTags('"a", W/"b", "c,d"'); // => { any: false, strong: ["a", "c,d"], weak: ["b"] }
 */
export function entityTags(field: string): EntityTags {
  const tags = parseEntityTags(field);
  if (tags === "*") return { any: true, strong: [], weak: [] };
  const isWeak = (tag: string): boolean => tag.startsWith("W/");
  return {
    any: false,
    strong: tags.filter((tag) => !isWeak(tag)).map((tag) => tag.slice(1, -1)),
    weak: tags.filter(isWeak).map((tag) => tag.slice(3, -1)),
  };
}
