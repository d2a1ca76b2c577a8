// A measured server, in a process of its own.

import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { Child } from "./child.ts";
import type { Certificate } from "./certificate.ts";
import type { Exchange } from "./loads.ts";
import type { Contender } from "./servers.ts";

/** What a process has used since its start, all of its threads; and what it holds. */
export interface Usage {
  readonly userUs: number;
  readonly systemUs: number;
  readonly rssBytes: number;
}

export class ServerProcess {
  readonly port: number;
  readonly #child: Child;
  readonly #isTls: boolean;

  private constructor(child: Child, port: number, isTls: boolean) {
    this.#child = child;
    this.port = port;
    this.#isTls = isTls;
  }

  /** @param certificate Where the server is to speak TLS, else null. */
  static async start(
    { entry, setup }: Contender,
    nodePath: string,
    certificate: Certificate | null,
    execArgv: readonly string[] = [],
  ): Promise<ServerProcess> {
    const child = new Child(new URL(`servers/${entry.file}`, import.meta.url), {
      execPath: nodePath,
      execArgv,
      args: [JSON.stringify({ ...setup, certificate })],
      env: { PATH: process.env["PATH"], NODE_ENV: "production" },
    });
    const { port } = (await child.reply()) as { readonly port: number };
    return new ServerProcess(child, port, certificate !== null);
  }

  get pid(): number {
    return this.#child.pid;
  }

  async usage(): Promise<Usage> {
    return (await this.#child.ask({})) as Usage;
  }

  /**
   * Looks at one answer as a client would.
   *
   * @throws As a rejection, if the server does not serve the load rightly: then its speed means nothing.
   */
  async check({ method, path, requestBody, answer }: Exchange): Promise<void> {
    const { status, type, body } = await this.#ask(method, path, requestBody);
    if (status === 200 && body === answer && /^application\/json(?:;|$)/.test(type)) return;
    throw new Error(`wrong answer to ${method} ${path}: ${status} ${type}\n${body.slice(0, 500)}`);
  }

  end(): Promise<void> {
    return this.#child.end();
  }

  #ask(
    method: string,
    path: string,
    requestBody: string | undefined,
  ): Promise<{ readonly status: number; readonly type: string; readonly body: string }> {
    return new Promise((resolve, reject) => {
      const options = {
        port: this.port,
        host: "127.0.0.1",
        method,
        path,
        headers: requestBody === undefined ? {} : { "content-type": "application/json" },
        rejectUnauthorized: false,
        agent: false,
      };
      const request = (this.#isTls ? requestHttps : requestHttp)(options, (response) => {
        let body = "";
        response.setEncoding("utf8");
        response.on("data", (text) => (body += text));
        response.on("error", reject);
        response.on("end", () => {
          const type = response.headers["content-type"] ?? "";
          resolve({ status: response.statusCode ?? 0, type, body });
        });
      });
      request.on("error", reject);
      request.end(requestBody);
    });
  }
}
