// The class that users know: an application together with its server and its test client.

import { runtime } from "#runtime";
import { App } from "../core/app.ts";
import type { AppOptions } from "../core/app-options.ts";
import type { FileSystem } from "../core/file-system.ts";
import { SetupError } from "../errors/setup-error.ts";
import type { Gateway } from "../gateway.ts";
import { plain } from "../runtimes/paint.ts";
import type { Paint, Server } from "../runtimes/runtime.ts";
import { fetchHandler, type FetchHandler } from "../runtimes/web/fetch-handler.ts";
import { WebIncoming } from "../runtimes/web/web-incoming.ts";
import { TestClient, type TestClientOptions, type TestedApp } from "../testing/test-client.ts";
import type { Config, ConfigValues } from "./config.ts";
import { DebuggedServers } from "./debugged-servers.ts";
import {
  checkListenOptions,
  socketPath,
  type ListenOptions,
  type RunOptions,
} from "./listen-options.ts";
import { explainListenFailure } from "./listen-refusal.ts";
import { logRequests } from "./request-log.ts";
import { runProgram, type Runnable } from "./run.ts";

const defaultHost = "127.0.0.1";
const defaultPort = 5000;

export interface HipflaskOptions<Settings extends object = {}> extends AppOptions {
  /** The settings of the program, for whoever has the application in hand: `app.config`. */
  readonly config?: Config<Settings> | undefined;
}

/**
 * An application.
 *
 * @example
 * const app = new Hipflask();
 * app.get("/api/users", () => jsonify([{ id: 1, username: "sweety" }]));
 * const response = await app.testClient().get("/api/users");
 * await response.json(); // => [{ id: 1, username: "sweety" }]
 * @see Flask's `Flask`
 */
export class Hipflask<Settings extends object = {}> extends App {
  readonly #debugged = new DebuggedServers(this);
  readonly #paint: Paint;
  override readonly files: FileSystem | null = runtime.files;
  /** The settings of the program; none unless a `Config` was given. */
  override readonly config: ConfigValues<Settings>;

  /** @throws {SetupError} For an option that cannot be; `config` if the settings do not fit. */
  constructor(options: HipflaskOptions<Settings> = {}) {
    super(options);
    // A logger of the program's own may write anywhere.
    this.#paint = options.log === undefined ? runtime.program.paint : plain;
    this.config = options.config?.values ?? (Object.freeze({}) as ConfigValues<Settings>);
  }

  /** Answers a request of the web platform: what Workers, `deno serve` and Bun call. */
  readonly fetch: FetchHandler = fetchHandler(this.handle);

  /**
   * Closes what `run` has opened, without losing a request; there once `run` has been called.
   *
   * Bun serves what a module exports by default, unless it has a `stop`: then it runs already.
   */
  stop: (() => Promise<void>) | undefined;

  /**
   * Starts the program: listens on http://127.0.0.1:5000 unless told otherwise, and says so.
   *
   * Ctrl-C or SIGTERM answers what is in hand and exits with 0. What keeps it from starting
   * is one message and exit code 1.
   * @see Flask's `app.run`
   */
  run(options: RunOptions = {}): void {
    const running = this.#start(options);
    this.stop = async () => {
      await (await running)?.close({ drainTimeoutMs: options.drainTimeoutMs });
    };
  }

  /**
   * Listens as a part of a larger program: no signals, no messages, no exit.
   *
   * @throws {SetupError} As a rejection: `run-option`, `port-taken`, `port-not-allowed`, `host-not-here`, `host-unknown`, `no-listen`,
   * `socket-taken`, `socket-path`, `reuse-port`, `tls-file`, `tls-certificate`.
   */
  async listen(options: ListenOptions = {}): Promise<Server> {
    return this.#listen(options, false);
  }

  async #listen(options: ListenOptions, reloads: boolean): Promise<Server> {
    checkListenOptions(options);
    const { listen } = runtime;
    if (listen === null) {
      throw new SetupError({
        code: "no-listen",
        message: `Cannot listen on ${runtime.name}: there the platform opens the port`,
        fix: "write export default app",
      });
    }
    const { debug = this.debug } = options;
    const { host, port, path } = placeOf(options);
    this.debug = debug !== false;
    const { worker } = runtime.program;
    if (worker !== null) this.logLabel = `[worker ${worker.number}]`;
    const { refuse } = this;
    const onError = (error: unknown): void => this.reportFromServer(error);
    const open = async (gateway: Gateway): Promise<Server> =>
      listen({ ...options, host, port, path, reloads, gateway, refuse, onError });
    try {
      if (debug === false) return await open(this.handle);
      const logged = logRequests(this.handle, (line) => this.log.info(line), this.#paint);
      return await this.#debugged.open(debug === true ? {} : debug, { host, path }, logged, open);
    } catch (error) {
      throw explainListenFailure(error, path === undefined ? `${host}:${port}` : `unix:${path}`);
    }
  }

  async #start(options: RunOptions): Promise<Server | null> {
    if ((await runtime.servedByPlatform?.(this)) === true) return null;
    const isDebugged = (): boolean => this.debug;
    const runnable: Runnable = {
      get debug() {
        return isDebugged();
      },
      listen: (listenOptions, reloads) => this.#listen(listenOptions, reloads),
      startReloading: async (runOptions) => {
        const { startReloading } = await import("#debug");
        return startReloading({ ...runOptions, ...placeOf(runOptions) });
      },
      environment: () => runtime.settings.environment(),
      settled: () => this.settled(),
    };
    return runProgram(runtime.program, runnable, options);
  }

  /**
   * A client that calls the application in process, without a port. It keeps cookies.
   *
   * @example
   * const app = new Hipflask();
   * app.get("/", ({ url }) => url.href);
   * const client = app.testClient({ baseUrl: "https://api.example.com" });
   * await (await client.get("/")).text(); // => "https://api.example.com/"
   * @see Flask's `app.test_client`
   */
  testClient(options: TestClientOptions = {}): TestClient {
    const { fetch, log, sessions } = this;
    const within: TestedApp["within"] = (request, run) =>
      this.within(new WebIncoming(request), run);
    return new TestClient({ fetch, log, sessions, within }, options);
  }
}

function placeOf(options: ListenOptions): { host: string; port: number; path: string | undefined } {
  const { host = defaultHost, port = defaultPort } = options;
  return { host, port, path: socketPath(options) };
}

export type { ListenOptions, RunOptions };
