// The servers of an application that are being debugged. Debugging begins with the first of them and is over with
// the last; what it needs is not even loaded before.

import type { DebuggedServer, Debugging } from "#debug";
import type { App } from "../core/app.ts";
import type { Gateway } from "../gateway.ts";
import type { CloseOptions, Place, Server } from "../runtimes/runtime.ts";
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
    place: Pick<Place, "host" | "path">,
    gateway: Gateway,
    open: (gateway: Gateway) => Promise<Server>,
  ): Promise<Server> {
    this.#count++;
    try {
      this.#debugging ??= import("#debug").then(({ startDebugging }) =>
        startDebugging({ app: this.#app, console, hosts }),
      );
      const debugging = await this.#debugging;
      this.#app.debugger = debugging.debugger;
      const debugged = await debugging.around(gateway, place);
      const server = await open(debugged.gateway);
      debugged.listening(server);
      return this.#closing(server, debugged);
    } catch (error) {
      await this.#leave();
      throw error;
    }
  }

  #closing(server: Server, debugged: DebuggedServer): Server {
    const { host, path, port, url } = server;
    let closed: Promise<void> | undefined;
    const close = async (options?: CloseOptions): Promise<void> => {
      debugged.closing();
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
