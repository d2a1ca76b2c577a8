// Reads what a server sent, as a client that forgives nothing. Knows nothing of the sources under test.

export interface Answer {
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;
  readonly body: string;
  /** False if the bytes end before the answer does. */
  readonly whole: boolean;
}

/**
 * Reads answers to requests of these methods, in order; interim ones count as answers too.
 *
 * @throws {Error} If a byte is out of place, or one is left over.
 */
export function readAnswers(text: string, methods: readonly string[]): readonly Answer[] {
  const answers: Answer[] = [];
  const open = [...methods];
  let rest = text;
  while (rest !== "") {
    const method = open[0];
    if (method === undefined) throw new Error(`an answer too many: ${JSON.stringify(rest)}`);
    const { answer, length } = readAnswer(rest, method);
    answers.push(answer);
    if (answer.status >= 200) open.shift();
    rest = rest.slice(length);
  }
  return answers;
}

function readAnswer(text: string, method: string): { answer: Answer; length: number } {
  const headEnd = text.indexOf("\r\n\r\n");
  if (headEnd === -1) throw new Error(`half a head: ${JSON.stringify(text)}`);
  const [statusLine = "", ...lines] = text.slice(0, headEnd).split("\r\n");
  const status = Number(/^HTTP\/1\.1 ([1-5][0-9]{2}) [ -~]*$/.exec(statusLine)?.[1]);
  if (Number.isNaN(status)) throw new Error(`not a status line: ${JSON.stringify(statusLine)}`);
  const fields = Object.fromEntries(lines.map(readField));
  if (Object.keys(fields).length !== lines.length) throw new Error(`a field twice: ${text}`);
  const after = text.slice(headEnd + 4);
  const body = readBody(after, status, method, fields);
  return {
    answer: { status, fields, body: body.text, whole: body.whole },
    length: headEnd + 4 + body.length,
  };
}

function readField(line: string): [string, string] {
  const match = /^([!#$%&'*+\-.^_`|~0-9a-z]+): ([\t\x20-\x7e\x80-\xff]*)$/.exec(line);
  if (match === null) throw new Error(`not a field line: ${JSON.stringify(line)}`);
  return [match[1]!, match[2]!];
}

interface Body {
  readonly text: string;
  readonly length: number;
  readonly whole: boolean;
}

function readBody(
  text: string,
  status: number,
  method: string,
  fields: Readonly<Record<string, string>>,
): Body {
  if (method === "HEAD" || status < 200 || status === 204 || status === 304) {
    return { text: "", length: 0, whole: true };
  }
  if (fields["transfer-encoding"] === "chunked") return readChunks(text);
  if (fields["content-length"] === undefined) {
    return { text, length: text.length, whole: fields["connection"] === "close" };
  }
  const length = Number(fields["content-length"]);
  return { text: text.slice(0, length), length, whole: text.length >= length };
}

function readChunks(text: string): Body {
  let body = "";
  let at = 0;
  for (;;) {
    const line = /^([0-9a-f]+)\r\n/.exec(text.slice(at));
    if (line === null) return { text: body, length: text.length, whole: false };
    const size = Number.parseInt(line[1]!, 16);
    at += line[0].length;
    body += text.slice(at, at + size);
    if (text.slice(at + size, at + size + 2) !== "\r\n") {
      return { text: body, length: text.length, whole: false };
    }
    at += size + 2;
    if (size === 0) return { text: body, length: at, whole: true };
  }
}
