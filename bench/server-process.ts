// A measured server, in a process of its own.

import { Child } from "./child.ts";
import type { Load } from "./loads.ts";
import type { ServerEntry } from "./servers.ts";

/** Processor time of a process since its start: all of its threads. */
export interface ProcessorTime {
  readonly userUs: number;
  readonly systemUs: number;
}

export class ServerProcess {
  readonly port: number;
  readonly #child: Child;

  private constructor(child: Child, port: number) {
    this.#child = child;
    this.port = port;
  }

  static async start(entry: ServerEntry, nodePath: string): Promise<ServerProcess> {
    const child = new Child(new URL(`servers/${entry.file}`, import.meta.url), {
      execPath: nodePath,
      env: { PATH: process.env["PATH"], NODE_ENV: "production" },
    });
    const { port } = (await child.reply()) as { readonly port: number };
    return new ServerProcess(child, port);
  }

  async processorTime(): Promise<ProcessorTime> {
    return (await this.#child.ask({})) as ProcessorTime;
  }

  /**
   * Looks at one answer as a client would.
   *
   * @throws As a rejection, if the server does not serve the load rightly: then its speed means nothing.
   */
  async check({ method, path, requestBody, answer }: Load): Promise<void> {
    const response = await fetch(`http://127.0.0.1:${this.port}${path}`, {
      method,
      body: requestBody ?? null,
      headers: requestBody === undefined ? {} : { "content-type": "application/json" },
    });
    const body = await response.text();
    const type = response.headers.get("content-type") ?? "";
    if (response.status === 200 && body === answer && /^application\/json(?:;|$)/.test(type))
      return;
    throw new Error(`wrong answer to ${method} ${path}: ${response.status} ${type}\n${body}`);
  }

  end(): Promise<void> {
    return this.#child.end();
  }
}
