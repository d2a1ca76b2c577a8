// A child process that is asked one thing at a time over IPC.

import { fork, type ChildProcess } from "node:child_process";

export interface ChildOptions {
  /** The program that runs the file. */
  readonly execPath: string;
  readonly execArgv?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

// Far above the time to start, connect or answer. One that passes it hangs.
const patienceMs = 20_000;

export class Child {
  readonly #process: ChildProcess;
  readonly #file: string;

  constructor(file: URL, options: ChildOptions) {
    this.#file = file.pathname.slice(file.pathname.lastIndexOf("/") + 1);
    this.#process = fork(file, [...(options.args ?? [])], {
      execPath: options.execPath,
      execArgv: [...(options.execArgv ?? [])],
      env: options.env ?? process.env,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
  }

  get pid(): number {
    return this.#process.pid!;
  }

  /** Sends a question and waits for what comes back. */
  ask(question: object, extraPatienceMs = 0): Promise<unknown> {
    const reply = this.reply(extraPatienceMs);
    this.#process.send(question);
    return reply;
  }

  /**
   * Waits for the next message.
   *
   * @throws As a rejection: the child says `{ failure }`, says nothing in time, or ends.
   */
  reply(extraPatienceMs = 0): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const child = this.#process;
      const timer = setTimeout(
        () => settle(new Error(`${this.#file} does not answer`)),
        patienceMs + extraPatienceMs,
      );
      const onMessage = (message: unknown): void => {
        const { failure } = message as { readonly failure?: string };
        settle(failure === undefined ? null : new Error(`${this.#file}: ${failure}`), message);
      };
      const onExit = (): void => settle(new Error(`${this.#file} ended`));
      const settle = (error: Error | null, message?: unknown): void => {
        clearTimeout(timer);
        child.off("message", onMessage);
        child.off("exit", onExit);
        if (error === null) resolve(message);
        else reject(error);
      };
      child.on("message", onMessage);
      child.on("exit", onExit);
    });
  }

  /** Ends the process and waits for its end. */
  end(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#process.exitCode !== null || this.#process.signalCode !== null) {
        resolve();
        return;
      }
      this.#process.once("exit", () => resolve());
      this.#process.kill("SIGKILL");
    });
  }
}
