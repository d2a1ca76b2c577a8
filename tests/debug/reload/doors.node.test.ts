import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { Doors, refusedClaim, type Door } from "../../../src/debug/reload/doors.ts";
import { ListenFailure } from "../../../src/runtimes/listen-failure.ts";
import type { Claim } from "../../../src/runtimes/node/reload-messages.ts";
import { rawClient } from "../../app/raw-client.ts";

const claim = (port = 0, tls?: "adhoc"): Claim => ({ place: { host: "127.0.0.1", port }, tls });

let doors = new Doors();
afterEach(async () => {
  await doors.closeAllBut(new Set());
  doors = new Doors();
});

const greet = (socket: Socket): void => void socket.end("hello");

/** What a client reads before the connection ends. */
const read = async ({ address }: Door): Promise<string> => (await rawClient(address.url)).closed;

describe("a door", () => {
  test("has whoever comes wait until someone answers", async () => {
    const door = await doors.open(claim());
    const early = read(door);
    await new Promise((resolve) => setTimeout(resolve, 50));
    door.direct(greet);
    expect(await early).toBe("hello");
    expect(await read(door)).toBe("hello");
    door.direct(null);
    const late = read(door);
    door.direct((socket) => void socket.end("again"));
    expect(await late).toBe("again");
  });

  test("lets go of those who wait when it closes", async () => {
    const door = await doors.open(claim());
    const client = await rawClient(door.address.url);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await doors.closeAllBut(new Set());
    await client.closed.catch(() => {});
    const refused = await new Promise((resolve) => {
      connect(door.address.port, "127.0.0.1").once("error", resolve);
    });
    expect(refused).toMatchObject({ code: "ECONNREFUSED" });
  });

  test("is the same for the same place, and has one certificate", async () => {
    const door = await doors.open(claim());
    expect(await doors.open(claim())).toBe(door);
    const another = await doors.open(claim(), [claim()]);
    expect(another.address.port).not.toBe(door.address.port);
    expect(door.certificate).toBeUndefined();
    const secure = await doors.open(claim(0, "adhoc"));
    expect(secure).not.toBe(door);
    expect(secure.address.url).toMatch(/^https:/);
    expect(secure.certificate).toBe(secure.certificate);
    expect(await doors.all()).toEqual([door, another, secure]);
    await doors.closeAllBut(new Set([secure]));
    expect(await doors.all()).toEqual([secure]);
  });

  test("that could not be opened can be tried again", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    await expect(doors.open(claim(port))).rejects.toThrow("EADDRINUSE");
    expect(await doors.all()).toEqual([]);
    await new Promise((resolve) => taken.close(resolve));
    expect((await doors.open(claim(port))).address.port).toBe(port);
  });
});

test("why a place cannot be had is told as data", () => {
  const system = Object.assign(new Error("in use"), { code: "EADDRINUSE" });
  expect(refusedClaim(system)).toEqual({
    name: "Error",
    message: "in use",
    code: "EADDRINUSE",
    fix: null,
  });
  const failure = new ListenFailure({ code: "socket-taken", message: "Cannot", fix: "stop it" });
  expect(refusedClaim(failure)).toMatchObject({ code: "socket-taken", fix: "stop it" });
  expect(refusedClaim("odd")).toMatchObject({ message: "odd" });
});
