// A client for tests: calls an application in process, and keeps cookies between calls.

import type { AnyContext } from "../core/context.ts";
import type { Logger } from "../core/logger.ts";
import { saveSession, openSession, loadSession, type Session } from "../core/session.ts";
import type { Sessions } from "../session/sessions.ts";
import { CookieJar } from "./cookie-jar.ts";
import { testRequest, type TestRequestInit } from "./test-request.ts";

/** What the client needs of the application that it calls. */
export interface TestedApp {
  readonly log: Logger;
  readonly sessions: Sessions | null;
  fetch(request: Request): Promise<Response>;
  /** Calls a function within a request, in the place of its hooks and its handler. */
  within<Result>(
    request: Request,
    run: (context: AnyContext) => Result | PromiseLike<Result>,
  ): Promise<Result>;
}

export interface TestClientOptions {
  /** Scheme and host of all requests, `http://localhost` unless given; perhaps with a path before all others. */
  readonly baseUrl?: string | URL | undefined;
}

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
  readonly #app: TestedApp;
  readonly #baseUrl: URL;

  constructor(app: TestedApp, { baseUrl = "http://localhost" }: TestClientOptions = {}) {
    this.#app = app;
    this.#baseUrl = new URL(baseUrl);
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

  /** @throws {TypeError} If there is more than one of `json`, `form` and `body`, or the path does not begin with a slash. */
  async request(method: string, path: string, init: TestRequestInit = {}): Promise<Response> {
    const request = this.#request(method, path, init);
    const response = await this.#app.fetch(request);
    this.cookies.store(response.headers.getSetCookie(), new URL(request.url));
    return response;
  }

  /**
   * Calls a function with the session of this client, and keeps what it changes for the requests to come.
   *
   * @returns What the function gives back.
   * @throws {TypeError} `session-secret` if something is changed and the application has no `secretKey`.
   * @example
   * const app = new Hipflask({ secretKey: "8fdc2a01b7e94c5d8a36f0e1c2b3d4a5" });
   * app.get("/me", ({ session }) => ({ user: session["userId"] ?? null }));
   * const client = app.testClient();
   * await client.session((session) => {
   *   session["userId"] = 7;
   * });
   * await (await client.get("/me")).json(); // => { user: 7 }
   * @see Flask's `session_transaction`
   */
  async session<Result>(
    use: (session: Session) => Result | PromiseLike<Result>,
  ): Promise<Awaited<Result>> {
    const { log, sessions } = this.#app;
    const url = new URL(sessions?.settings.path ?? "/", this.#baseUrl);
    const name = sessions?.settings.cookieName ?? "";
    const asked = { cookies: { [name]: this.cookies.sent(url).get(name) }, log };
    const loaded = sessions === null ? undefined : await loadSession(sessions, asked);
    const state = loaded ?? openSession(sessions, asked);
    // What a program declares of its sessions is not known here.
    const data: object = state.data;
    const result = await use(data as Session);
    await saveSession(sessions, state, url.protocol === "https:", log);
    if (state.cookieLine !== undefined) this.cookies.store([state.cookieLine], url);
    return result;
  }

  /**
   * Calls a function within a request that nothing answers: neither hooks nor a handler, only what ends a request.
   *
   * For code that takes a context, such as providers, or that uses `hipflask/globals`.
   * @param init Of the request; its method is GET unless given.
   * @returns What the function gives back.
   * @example
   * const language = provide(({ request }) => request.acceptLanguages.best("en", "de"));
   * const client = new Hipflask().testClient();
   * const headers = { "accept-language": "de" };
   * await client.within("/", (context) => language(context), { headers }); // => "de"
   * @see Flask's `test_request_context`
   */
  async within<Result>(
    path: string,
    run: (context: AnyContext) => Result | PromiseLike<Result>,
    { method = "GET", ...init }: TestRequestInit & { readonly method?: string | undefined } = {},
  ): Promise<Result> {
    return this.#app.within(this.#request(method, path, init), run);
  }

  #request(method: string, path: string, init: TestRequestInit): Request {
    return testRequest(method, path, init, this.#baseUrl, (url) => this.cookies.header(url));
  }
}
