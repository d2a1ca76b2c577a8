// A string as JSON. Short strings, the most there are, are looked through here; the engine does the rest.

const { stringify } = JSON;

// Past this the engine's own loop is quicker than ours.
const maxShortLength = 40;

/** The string in double quotes, well-formed: lone surrogates are escaped. */
export function quote(text: string): string {
  const length = text.length;
  if (length > maxShortLength) return stringify(text);
  for (let index = 0; index < length; index++) {
    const unit = text.charCodeAt(index);
    // 0x22 is the quotation mark, 0x5c the backslash; 0xd800 to 0xdfff may be a lone surrogate.
    if (unit < 0x20 || unit === 0x22 || unit === 0x5c || (unit >= 0xd800 && unit <= 0xdfff)) {
      return stringify(text);
    }
  }
  return `"${text}"`;
}
