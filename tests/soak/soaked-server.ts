// The server of `server.ts` as a child process, as its parent sees it.

import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Sample } from "./server.ts";

export class SoakedServer {
  readonly url: URL;
  /** Whether it is gone without having been told to. */
  ended = false;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: URL) {
    this.#child = child;
    this.url = url;
    child.once("exit", () => (this.ended = true));
  }

  static async start(environment: NodeJS.ProcessEnv = {}): Promise<SoakedServer> {
    const child = fork(fileURLToPath(new URL("server.ts", import.meta.url)), {
      execArgv: ["--expose-gc", "--conditions=hipflask-source", "--import", "tsx"],
      env: { ...process.env, NODE_OPTIONS: "", ...environment },
    });
    const [url] = (await once(child, "message")) as [string];
    return new SoakedServer(child, new URL(url));
  }

  /** What it holds once its garbage is collected. */
  async sample(): Promise<Sample> {
    const answer = once(this.#child, "message");
    this.#child.send("sample");
    const [taken] = (await answer) as [Sample];
    return taken;
  }

  async stop(): Promise<void> {
    if (this.ended) return;
    const exit = once(this.#child, "exit");
    this.#child.send("stop");
    await exit;
  }
}
