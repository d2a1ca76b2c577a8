// A client for tests: calls an application in process, and keeps cookies between calls.

import { CookieJar } from "./cookie-jar.ts";

/** An application's `fetch`. */
type Fetch = (request: Request) => Promise<Response>;

/** What a request can send as it is. */
export type TestBody =
  | string
  | Uint8Array<ArrayBuffer>
  | ArrayBuffer
  | Blob
  | FormData
  | URLSearchParams
  | ReadableStream<Uint8Array>;

export interface TestRequestInit {
  /** Sent as JSON, with its content type. */
  readonly json?: unknown;
  /** Sent as it is; instead of `json`. */
  readonly body?: TestBody | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Added to the path, percent-encoded. */
  readonly query?: Readonly<Record<string, string | number | boolean>> | undefined;
}

const origin = "http://localhost";

/**
 * Calls an application in process. Answers are the web's `Response`; redirects are not followed.
 *
 * @example
 * const app = new Hipflask();
 * app.post("/users", async ({ json }) => jsonify(await json(), 201));
 * const client = app.testClient();
 * const response = await client.post("/users", { json: { username: "sweety" } });
 * response.status; // => 201
 * await response.json(); // => { username: "sweety" }
 * @see Flask's `FlaskClient`
 */
export class TestClient {
  /** The cookies that the application has set so far. */
  readonly cookies: CookieJar = new CookieJar();
  readonly #fetch: Fetch;

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  get(path: string, init?: TestRequestInit): Promise<Response> {
    return this.request("GET", path, init);
  }

  head(path: string, init?: TestRequestInit): Promise<Response> {
    return this.request("HEAD", path, init);
  }

  post(path: string, init?: TestRequestInit): Promise<Response> {
    return this.request("POST", path, init);
  }

  put(path: string, init?: TestRequestInit): Promise<Response> {
    return this.request("PUT", path, init);
  }

  patch(path: string, init?: TestRequestInit): Promise<Response> {
    return this.request("PATCH", path, init);
  }

  delete(path: string, init?: TestRequestInit): Promise<Response> {
    return this.request("DELETE", path, init);
  }

  options(path: string, init?: TestRequestInit): Promise<Response> {
    return this.request("OPTIONS", path, init);
  }

  /** @throws {TypeError} If both `json` and `body` are given, or the path does not begin with a slash. */
  async request(method: string, path: string, init: TestRequestInit = {}): Promise<Response> {
    if (!path.startsWith("/")) {
      throw new TypeError(`Cannot request ${JSON.stringify(path)}: a path begins with a slash`);
    }
    if (init.json !== undefined && init.body !== undefined) {
      throw new TypeError("Cannot send both json and body: they are two ways to say the same");
    }
    const url = new URL(origin + path);
    for (const [name, value] of Object.entries(init.query ?? {})) {
      url.searchParams.append(name, String(value));
    }
    const headers = new Headers(init.headers);
    const cookie = this.cookies.header(url.pathname);
    if (cookie !== "" && !headers.has("cookie")) headers.set("cookie", cookie);
    if (init.json !== undefined && !headers.has("content-type")) {
      headers.set("content-type", "application/json");
    }
    const body = init.json !== undefined ? JSON.stringify(init.json) : (init.body ?? null);
    // Streams are only taken with `duplex`, which is for them alone to say.
    const duplex = body instanceof ReadableStream ? { duplex: "half" as const } : undefined;
    const response = await this.#fetch(new Request(url, { method, headers, body, ...duplex }));
    this.cookies.store(response.headers.getSetCookie(), url.pathname);
    return response;
  }
}
