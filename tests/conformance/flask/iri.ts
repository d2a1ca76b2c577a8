// URLs as Flask shows them: as IRIs, with the percent-encoding undone where nothing else begins to mean something.

/** @example asIRI("http://a/%C3%A9?q=%26"); // => "http://a/é?q=%26" */
export function asIRI(url: string): string {
  return url.replaceAll(/(?:%[89a-f][0-9a-f])+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

/** A path as Flask shows it: all of it decoded, with U+FFFD for what is no UTF-8. */
export function decodedPath(path: string): string {
  const bytes: number[] = [];
  for (const [piece] of path.matchAll(/%[0-9a-f]{2}|[^%]+|%/gi)) {
    if (piece.length === 3 && piece.startsWith("%"))
      bytes.push(Number.parseInt(piece.slice(1), 16));
    else bytes.push(...new TextEncoder().encode(piece));
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}
