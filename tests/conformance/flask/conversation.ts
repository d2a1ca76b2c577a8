// Sends recorded requests over a socket, one connection each, with cookies kept from one to the next.

import { request as requestHttp } from "node:http";
import type { RecordedCase, RecordedRequest } from "./recorded-case.ts";

export interface Answer {
  readonly status: number;
  /** Lines by name in lower case. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Buffer;
}

/** What is answered to a case's own request, after those that go before. */
export async function converse(
  port: number,
  { before = [], request }: RecordedCase,
): Promise<Answer> {
  const cookies = new Map<string, string>();
  for (const earlier of before) keepCookies(cookies, await send(port, earlier, cookies));
  return send(port, request, cookies);
}

function send(
  port: number,
  request: RecordedRequest,
  cookies: ReadonlyMap<string, string>,
): Promise<Answer> {
  const lines = headerLines(request, cookies);
  return new Promise((resolve, reject) => {
    const { method, path } = request;
    const options = { host: "127.0.0.1", port, method, path, agent: false, setHost: false };
    const headers = lines.flatMap(([name, value]) => [name, latin1(value)]);
    const sent = requestHttp({ ...options, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const body = Buffer.concat(chunks);
        resolve({ status: response.statusCode!, headers: linesByName(response.rawHeaders), body });
      });
    });
    sent.on("error", reject);
    for (const chunk of request.chunked ?? []) sent.write(chunk);
    sent.end(bodyOf(request));
  });
}

function headerLines(
  request: RecordedRequest,
  cookies: ReadonlyMap<string, string>,
): readonly (readonly [string, string])[] {
  const lines = Object.entries(request.headers ?? {}).flatMap(([name, value]) =>
    [value].flat().map((line) => [name, line] as const),
  );
  const named = new Set(lines.map(([name]) => name.toLowerCase()));
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const body = bodyOf(request);
  return [
    ...(named.has("host") ? [] : [["Host", "oracle.test"] as const]),
    ...lines,
    ...(cookie === "" ? [] : [["Cookie", cookie] as const]),
    ...(request.chunked === undefined ? [] : [["Transfer-Encoding", "chunked"] as const]),
    ...(body === undefined || named.has("content-length")
      ? []
      : [["Content-Length", String(body.length)] as const]),
    ["Connection", "close"],
  ];
}

function bodyOf({ body, body_b64, body_repeat }: RecordedRequest): Buffer | undefined {
  if (body !== undefined) return Buffer.from(body);
  if (body_b64 !== undefined) return Buffer.from(body_b64, "base64");
  if (body_repeat === undefined) return undefined;
  const { prefix = "", unit, count, suffix = "" } = body_repeat;
  return Buffer.from(prefix + unit.repeat(count) + suffix);
}

// Header values are recorded as text, and were sent as UTF-8.
function latin1(text: string): string {
  return Buffer.from(text).toString("latin1");
}

function linesByName(rawHeaders: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, string[]>();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!.toLowerCase();
    lines.set(name, [...(lines.get(name) ?? []), rawHeaders[i + 1]!]);
  }
  return lines;
}

function keepCookies(cookies: Map<string, string>, { headers }: Answer): void {
  for (const line of headers.get("set-cookie") ?? []) {
    const [, name, value] = /^([^=;]*)=([^;]*)/.exec(line)!;
    const expires = /expires=([^;]+)/i.exec(line)?.[1];
    const isOver = expires !== undefined && Date.parse(expires) < Date.now();
    if (isOver || /max-age=0/i.test(line)) cookies.delete(name!);
    else cookies.set(name!, value!);
  }
}
