// Answers in the place of a program that does not run, on the sockets of its doors.

import { HandedServer } from "../../runtimes/node/handed-server.ts";
import { openFront } from "../../runtimes/node/open-front.ts";
import type { Gateway } from "../../gateway.ts";
import type { Door } from "./doors.ts";
import { failureAnswer } from "./failure-gateway.ts";

// Whoever still reads then is not waited for: the program is about to answer again.
const leaveTimeoutMs = 200;

export class StandIn {
  readonly #door: Door;
  readonly #server: HandedServer;

  private constructor(door: Door, server: HandedServer) {
    this.#door = door;
    this.#server = server;
  }

  /** @throws A {ListenFailure} if the door's certificate cannot be used. */
  static open(door: Door, gateway: Gateway): StandIn {
    const { place, tls } = door.claim;
    const front = openFront(
      {
        ...place,
        tls,
        gateway,
        refuse: ({ status, detail }) => ({ ...failureAnswer("", detail), status }),
        onError: () => {},
      },
      door.certificate,
    );
    return new StandIn(door, new HandedServer(front));
  }

  /** Answers whoever waits at the door, and whoever comes. */
  answer(): void {
    this.#door.direct((socket) => this.#server.take(socket));
  }

  /** Gives back who has nothing under way, and ends. The door is another's by then. */
  async leave(): Promise<void> {
    for (const socket of this.#server.release()) this.#door.accept(socket);
    await this.#server.close(leaveTimeoutMs);
  }
}
