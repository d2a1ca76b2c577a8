// Whether a connection is to end with the answer in hand, and the signal of it for whoever wants to hear.

export class Retirement {
  hasBegun = false;
  #controller: AbortController | undefined;

  /** Made when it is first asked for: hardly any answer does. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.hasBegun) this.#controller.abort(reason);
    }
    return this.#controller.signal;
  }

  begin(): void {
    this.hasBegun = true;
    this.#controller?.abort(reason);
  }
}

const reason = new Error("the server is closing");
