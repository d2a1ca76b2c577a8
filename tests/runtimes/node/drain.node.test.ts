import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { drain, type Drainable, type Front } from "../../../src/runtimes/node/drain.ts";

/** A connection that only notes what it is told. */
class NotedConnection implements Drainable {
  readonly told: string[] = [];
  phase: Drainable["phase"];
  readonly blocked = false;

  constructor(phase: Drainable["phase"]) {
    this.phase = phase;
  }

  retire(): void {
    this.told.push("retire");
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

const frontOf = (
  connection: NotedConnection,
): Pick<Front, "server" | "connections" | "handshakes"> => ({
  server,
  connections: new Map([[connection, socket]]),
  handshakes: new Set(),
});

describe("draining", () => {
  test("closes an idle connection after a moment", async () => {
    const idle = new NotedConnection("idle");
    await drain(frontOf(idle), 5_000);
    expect(idle.told).toEqual(["retire"]);
    expect(socket.destroyed).toBe(true);
  });

  test("cuts a handshake that is not over by then", async () => {
    await drain({ server, connections: new Map(), handshakes: new Set([socket]) }, 5_000);
    expect(socket.destroyed).toBe(true);
  });

  test("waits for one that is at work", async () => {
    const working = new NotedConnection("handling");
    const drained = drain(frontOf(working), 5_000);
    setTimeout(() => socket.destroy(), 400);
    await drained;
    expect(working.told).toEqual(["retire"]);
  });

  test("gives one up that takes too long, and cuts it a second later", async () => {
    const stubborn = new NotedConnection("handling");
    const startedMs = performance.now();
    await drain(frontOf(stubborn), 50);
    expect(stubborn.told).toEqual(["retire", "give up: the server is shutting down"]);
    expect(performance.now() - startedMs).toBeGreaterThan(1_000);
    expect(socket.destroyed).toBe(true);
  });

  test("tells nobody to go before it may", async () => {
    const idle = new NotedConnection("idle");
    let allow = (): void => {};
    const allowed = new Promise<void>((resolve) => (allow = resolve));
    const drained = drain(frontOf(idle), 5_000, async () => allowed);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(idle.told).toEqual([]);
    allow();
    await drained;
    expect(idle.told).toEqual(["retire"]);
  });

  test("takes no new connection", async () => {
    const { port } = server.address() as AddressInfo;
    const working = new NotedConnection("handling");
    const drained = drain(frontOf(working), 5_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const [error] = (await once(connect(port, "127.0.0.1"), "error")) as [{ code: string }];
    expect(error.code).toBe("ECONNREFUSED");
    socket.destroy();
    await drained;
  });
});
