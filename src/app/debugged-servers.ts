// The servers of an application that are being debugged. Debugging begins with the first of them and is over with
// the last; what it needs is not even loaded before.

import type { Debugging } from "#debug";
import type { App } from "../core/app.ts";
import type { Gateway } from "../gateway.ts";
import type { CloseOptions, Server } from "../runtimes/runtime.ts";
import type { DebugOptions } from "./listen-options.ts";

export class DebuggedServers {
  readonly #app: App;
  #debugging: Promise<Debugging> | null = null;
  #count = 0;

  constructor(app: App) {
    this.#app = app;
  }

  /**
   * Opens a server with debugging around it.
   *
   * @param open Is given the gateway to serve.
   * @throws Whatever `open` throws.
   */
  async open(
    { console = true, hosts = [] }: DebugOptions,
    gateway: Gateway,
    open: (gateway: Gateway) => Promise<Server>,
  ): Promise<Server> {
    this.#count++;
    try {
      this.#debugging ??= import("#debug").then(({ startDebugging }) =>
        startDebugging({ console, hosts }),
      );
      const debugging = await this.#debugging;
      this.#app.debugger = debugging.debugger;
      const server = await open(debugging.wrap(gateway));
      debugging.listening(server);
      return this.#closing(server);
    } catch (error) {
      await this.#leave();
      throw error;
    }
  }

  #closing(server: Server): Server {
    const { host, path, port, url } = server;
    let closed: Promise<void> | undefined;
    const close = async (options?: CloseOptions): Promise<void> => {
      try {
        await server.close(options);
      } finally {
        await this.#leave();
      }
    };
    return {
      host,
      path,
      port,
      url,
      close: (options) => (closed ??= close(options)),
    };
  }

  async #leave(): Promise<void> {
    if (--this.#count > 0) return;
    const debugging = this.#debugging;
    this.#debugging = null;
    this.#app.debugger = null;
    await (await debugging)?.stop();
  }
}
