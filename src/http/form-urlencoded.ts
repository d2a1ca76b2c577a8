// Names and values as queries and simple forms write them: `a=1&b=x+y`.
// Source: URL Standard §5.1, but for what is not UTF-8: that stays percent-encoded, as in Flask, and is not lost.

/** Whether the platform's own parser, which is faster, would read a text in the same way. */
export function isPlainlyEncoded(text: string): boolean {
  return !text.startsWith("?") && !/%[89a-f]/i.test(text);
}

/**
 * The pairs of a text, in order. Only `&` separates; what has no `=` has the value `""`.
 *
 * @example
 * parseFormUrlencoded("a=1&b=x+y&&c"); // => [["a", "1"], ["b", "x y"], ["c", ""]]
 * parseFormUrlencoded("q=%C3%A9%ff&p=100%"); // => [["q", "é%FF"], ["p", "100%"]]
 */
export function parseFormUrlencoded(text: string): readonly [string, string][] {
  const pairs: [string, string][] = [];
  for (const piece of text.split("&")) {
    if (piece === "") continue;
    const equals = piece.indexOf("=");
    pairs.push(
      equals === -1
        ? [decodePiece(piece), ""]
        : [decodePiece(piece.slice(0, equals)), decodePiece(piece.slice(equals + 1))],
    );
  }
  return pairs;
}

function decodePiece(piece: string): string {
  return percentDecode(piece.replaceAll("+", " "));
}

/**
 * Undoes percent-encoding; what is malformed, or no UTF-8, stays as it is.
 *
 * @example
 * percentDecode("%C3%A9%zz%ff"); // => "é%zz%FF"
 */
export function percentDecode(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, decodeRun);
  }
}

const strictUTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

// A run of encoded bytes of which some are no UTF-8.
function decodeRun(run: string): string {
  const bytes = Uint8Array.from({ length: run.length / 3 }, (_, i) =>
    Number.parseInt(run.slice(i * 3 + 1, i * 3 + 3), 16),
  );
  let text = "";
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes[at]!);
    try {
      text += strictUTF8.decode(bytes.subarray(at, at + length));
      at += length;
    } catch {
      text += run.slice(at * 3, at * 3 + 3).toUpperCase();
      at++;
    }
  }
  return text;
}

/** How long the character that begins with this byte claims to be. */
function sequenceLength(lead: number): number {
  if (lead < 0xc0) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}
