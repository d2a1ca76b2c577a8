// What a test says of a request, as a request of the web platform.

/** What a request can send as it is. */
export type TestBody =
  | string
  | Uint8Array<ArrayBuffer>
  | ArrayBuffer
  | Blob
  | FormData
  | URLSearchParams
  | ReadableStream<Uint8Array>;

/** One value of a query or a form. */
type Value = string | number | boolean;

/** Values by name; a list for a name that is repeated. */
type Values<V> = Readonly<Record<string, V | readonly V[]>>;

export interface TestRequestInit {
  /** Sent as JSON, with its content type. */
  readonly json?: unknown;
  /** Sent as a form: in parts if there is a `File` or a `Blob` among its values, else urlencoded. */
  readonly form?: Values<Value | Blob> | undefined;
  /** Sent as it is. */
  readonly body?: TestBody | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Added to the path, percent-encoded. */
  readonly query?: Values<Value> | undefined;
  /** Who is asking: a name with a password (`Basic`), or a token (`Bearer`). */
  readonly auth?:
    | { readonly username: string; readonly password: string }
    | { readonly token: string }
    | undefined;
  /** Scheme and host, and perhaps a path before all others; those of the client unless given. */
  readonly baseUrl?: string | URL | undefined;
}

/**
 * @param baseUrl That of the client.
 * @param cookies The `Cookie` field of a request for a URL; empty if there is none.
 * @throws {TypeError} If there is more than one body, or the path does not begin with a slash.
 */
export function testRequest(
  method: string,
  path: string,
  init: TestRequestInit,
  baseUrl: URL,
  cookies: (url: URL) => string,
): Request {
  if (!path.startsWith("/")) {
    throw new TypeError(`Cannot request ${JSON.stringify(path)}: a path begins with a slash`);
  }
  const headers = new Headers(init.headers);
  if (init.json !== undefined && !headers.has("content-type")) {
    headers.set("content-type", "application/json");
  }
  if (init.auth !== undefined && !headers.has("authorization")) {
    headers.set("authorization", credentials(init.auth));
  }
  const url = urlOf(path, init, baseUrl);
  const cookie = cookies(url);
  if (cookie !== "" && !headers.has("cookie")) headers.set("cookie", cookie);
  const body = bodyOf(init);
  // Streams are only taken with `duplex`, which is for them alone to say.
  const duplex = body instanceof ReadableStream ? { duplex: "half" as const } : undefined;
  return new Request(url, { method, headers, body, ...duplex });
}

function urlOf(path: string, { baseUrl, query = {} }: TestRequestInit, clients: URL): URL {
  const base = new URL(baseUrl ?? clients);
  const url = new URL(base.origin + base.pathname.replace(/\/$/, "") + path);
  for (const [name, values] of Object.entries(query)) {
    for (const value of listOf(values)) url.searchParams.append(name, String(value));
  }
  return url;
}

function bodyOf({ body, form, json }: TestRequestInit): TestBody | null {
  const given = Object.entries({ json, form, body }).filter(([, each]) => each !== undefined);
  if (given.length > 1) {
    const names = given.map(([name]) => name).join(" and ");
    throw new TypeError(`Cannot send both ${names}: they are ways to say the same`);
  }
  if (json !== undefined) return JSON.stringify(json);
  return form === undefined ? (body ?? null) : formBody(form);
}

function formBody(form: Values<Value | Blob>): FormData | URLSearchParams {
  const fields = Object.entries(form).flatMap(([name, values]) =>
    listOf(values).map((value) => [name, value] as const),
  );
  const isInParts = fields.some(([, value]) => value instanceof Blob);
  const body = isInParts ? new FormData() : new URLSearchParams();
  for (const [name, value] of fields) {
    if (value instanceof Blob) (body as FormData).append(name, value);
    else body.append(name, String(value));
  }
  return body;
}

function listOf<V extends Value | Blob>(values: V | readonly V[]): readonly V[] {
  return Array.isArray(values) ? (values as readonly V[]) : [values as V];
}

function credentials(auth: NonNullable<TestRequestInit["auth"]>): string {
  if ("token" in auth) return `Bearer ${auth.token}`;
  const bytes = new TextEncoder().encode(`${auth.username}:${auth.password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
