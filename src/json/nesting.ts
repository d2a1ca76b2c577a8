// How deep a JSON text goes, found without parsing it: a few kilobytes of `[` must not cost a stack.

const openers = ["[", "{"] as const;

/**
 * Where the text first goes deeper than `maxDepth`, or -1.
 *
 * Most texts hold fewer brackets than that and are done after a search for them.
 */
export function findTooDeep(text: string, maxDepth: number): number {
  if (text.length <= maxDepth || !hasMoreOpeners(text, maxDepth)) return -1;
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    switch (text.charCodeAt(index)) {
      case 0x22: // "
        index = endOfString(text, index + 1);
        break;
      case 0x5b: // [
      case 0x7b: // {
        if (++depth > maxDepth) return index;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
        break;
      default:
    }
  }
  return -1;
}

function hasMoreOpeners(text: string, limit: number): boolean {
  let count = 0;
  for (const opener of openers) {
    for (let index = text.indexOf(opener); index !== -1; index = text.indexOf(opener, index + 1)) {
      if (++count > limit) return true;
    }
  }
  return false;
}

// The closing quotation mark, or the end of a text that has none.
function endOfString(text: string, start: number): number {
  let index = text.indexOf('"', start);
  while (index !== -1 && isEscaped(text, index)) index = text.indexOf('"', index + 1);
  return index === -1 ? text.length : index;
}

function isEscaped(text: string, index: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(index - 1 - backslashes) === 0x5c) backslashes++;
  return backslashes % 2 === 1;
}
