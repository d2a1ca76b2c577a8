// A connection that leaves HTTP for another protocol: 101, and from then on its bytes belong to the handler.
// Source: RFC 9110 §7.8 and §15.2.2, §15.5.22.

import { UpgradeRequired } from "../errors/status-errors.ts";
import type { Outgoing, UpgradedSocket } from "../gateway.ts";
import { HeaderFields, type HeaderFieldsInit } from "../http/headers.ts";
import type { Application } from "./application.ts";
import { incomingOf, type BaseContext } from "./context.ts";
import { Response } from "./response.ts";

/** Speaks the other protocol, until it is done with the connection or the connection is gone. */
export type TakeOver = (socket: UpgradedSocket, context: BaseContext) => void | Promise<void>;

export interface UpgradeInit {
  /** Sent with the 101, such as `Sec-WebSocket-Accept`. */
  readonly headers?: HeaderFieldsInit | undefined;
}

export class UpgradeResponse extends Response {
  readonly #protocol: string;
  readonly #takeOver: TakeOver;

  constructor(protocol: string, takeOver: TakeOver, init: UpgradeInit) {
    super(null, { headers: new HeaderFields(init.headers) });
    this.headers.set("upgrade", protocol);
    this.#protocol = protocol;
    this.#takeOver = takeOver;
  }

  override get status(): number {
    return 101;
  }

  // The connection does not change its protocol with any other.
  override set status(_status: number) {
    throw new RangeError("Cannot change the status of an upgrade: it is 101");
  }

  /**
   * The answer to this client.
   *
   * @throws {HTTPError} 426 if it does not offer the protocol.
   */
  send(app: Application, context: BaseContext): Outgoing {
    const protocol = this.#protocol;
    if (incomingOf(context).upgrade !== protocol.toLowerCase()) {
      throw new UpgradeRequired(`this is only to be had over ${protocol}`, {
        upgrade: [protocol],
        headers: { connection: "upgrade" },
      });
    }
    const takeOver = (socket: UpgradedSocket): void => {
      // What fails here has no response to be told by. A peer that has left, or that a shutdown
      // has cut off, fails the reading as well.
      void this.#speak(socket, context).catch((error: unknown) => {
        if (socket.signal.aborted) return;
        app.report(
          `${context.method} ${context.path} failed after its upgrade to ${protocol}`,
          error,
          context,
        );
        socket.destroy();
      });
    };
    return { status: 101, headers: this.headers, body: null, takeOver };
  }

  async #speak(socket: UpgradedSocket, context: BaseContext): Promise<void> {
    await this.#takeOver(socket, context);
  }
}

/**
 * Answers 101 and hands the connection over to another protocol; 426 if the client does not offer it.
 *
 * A shutdown waits for such a connection as for a request, then aborts `socket.signal`.
 * @param protocol As in the `Upgrade` field, such as `websocket`.
 * @param takeOver Is given the connection once the head is out. If it throws, that is logged and the connection cut.
 * @example
 * const app = new Hipflask();
 * app.get("/echo", () =>
 *   upgrade("echo", async (socket) => {
 *     for await (const bytes of socket.received) {
 *       if (!socket.write(bytes)) await socket.drained();
 *     }
 *     socket.end();
 *   }),
 * );
 * const response = await app.fetch(new Request("http://localhost/echo"));
 * response.status; // => 426
 */
export function upgrade(protocol: string, takeOver: TakeOver, init: UpgradeInit = {}): Response {
  return new UpgradeResponse(protocol, takeOver, init);
}
