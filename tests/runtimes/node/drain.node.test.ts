import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Connection } from "../../../src/h1/connection.ts";
import { drain } from "../../../src/runtimes/node/drain.ts";

/** A connection that only notes what it is told. */
class NotedConnection {
  readonly told: string[] = [];
  phase: Connection["phase"];
  readonly blocked = false;
  readonly #socket: Socket;

  constructor(socket: Socket, phase: Connection["phase"]) {
    this.#socket = socket;
    this.phase = phase;
  }

  retire(): void {
    this.told.push("retire");
  }

  expire(): void {
    this.told.push("expire");
    this.#socket.destroy();
  }

  giveUp(reason: Error): void {
    this.told.push(`give up: ${reason.message}`);
  }
}

let server: Server;
let client: Socket;
let socket: Socket;

beforeEach(async () => {
  server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  client.on("error", () => {});
  [socket] = (await once(server, "connection")) as [Socket];
});

afterEach(() => {
  client.destroy();
  socket.destroy();
  server.close();
});

const connectionsOf = (connection: NotedConnection): ReadonlyMap<Connection, Socket> =>
  new Map([[connection as unknown as Connection, socket]]);

describe("draining", () => {
  test("closes an idle connection after a moment", async () => {
    const idle = new NotedConnection(socket, "idle");
    await drain(server, connectionsOf(idle), 5_000);
    expect(idle.told).toEqual(["retire"]);
    expect(socket.destroyed).toBe(true);
  });

  test("waits for one that is at work", async () => {
    const working = new NotedConnection(socket, "handling");
    const drained = drain(server, connectionsOf(working), 5_000);
    setTimeout(() => socket.destroy(), 400);
    await drained;
    expect(working.told).toEqual(["retire"]);
  });

  test("gives one up that takes too long, and cuts it a second later", async () => {
    const stubborn = new NotedConnection(socket, "handling");
    const startedMs = performance.now();
    await drain(server, connectionsOf(stubborn), 50);
    expect(stubborn.told).toEqual(["retire", "give up: the server is shutting down"]);
    expect(performance.now() - startedMs).toBeGreaterThan(1_000);
    expect(socket.destroyed).toBe(true);
  });

  test("takes no new connection", async () => {
    const { port } = server.address() as AddressInfo;
    const working = new NotedConnection(socket, "handling");
    const drained = drain(server, connectionsOf(working), 5_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const [error] = (await once(connect(port, "127.0.0.1"), "error")) as [{ code: string }];
    expect(error.code).toBe("ECONNREFUSED");
    socket.destroy();
    await drained;
  });
});
