import { beforeEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { upgrade, type TakeOver } from "../../src/core/upgrade.ts";
import { wire } from "../../src/testing/wire.ts";
import { recordedLog, type RecordedLog } from "./recorded-log.ts";

let log: RecordedLog;
let app: Hipflask;

beforeEach(() => {
  log = recordedLog();
  app = new Hipflask({ log });
});

const serve = (takeOver: TakeOver): void => {
  app.get("/shout", () => upgrade("Shout", takeOver, { headers: { "x-volume": "11" } }));
};

const request = (upgradeFields: string, after = ""): string =>
  `GET /shout HTTP/1.1\r\nHost: a\r\n${upgradeFields}\r\n${after}`;

const offer = "Connection: Upgrade\r\nUpgrade: shout\r\n";

describe("a client that offers the protocol", () => {
  test("hears 101, and what it sends is the handler's, from the first byte on", async () => {
    serve(async (socket) => {
      for await (const bytes of socket.received) {
        socket.write(new TextEncoder().encode(new TextDecoder().decode(bytes).toUpperCase()));
        socket.end();
      }
    });
    const answer = await wire(app, request(offer, "hey"));
    const [head, rest] = answer.split("\r\n\r\n");
    expect(head).toMatch(/^HTTP\/1\.1 101 Switching Protocols\r\n/);
    expect(head).toContain("\r\nupgrade: Shout");
    expect(head).toContain("\r\nx-volume: 11");
    expect(head).toMatch(/\r\nconnection: upgrade/i);
    expect(rest).toBe("HEY");
  });

  test("is cut off if the handler fails, which is logged", async () => {
    serve(() => {
      throw new Error("hoarse");
    });
    expect(await wire(app, request(offer))).toMatch(/^HTTP\/1\.1 101 /);
    expect(log.entries).toEqual([
      ["error", "GET /shout failed after its upgrade to Shout", new Error("hoarse")],
    ]);
  });

  test("is given the context of its request", async () => {
    let path = "";
    serve((socket, context) => {
      path = context.path;
      socket.destroy();
    });
    await wire(app, request(offer));
    expect(path).toBe("/shout");
  });
});

describe("a client that does not", () => {
  test.each([
    ["with no offer", ""],
    ["with another", "Connection: Upgrade\r\nUpgrade: websocket\r\n"],
    ["with one that is not for this connection", "Upgrade: shout\r\n"],
  ])("%s hears 426, and which one it is", async (_, fields) => {
    serve(() => {});
    const answer = await wire(app, request(fields));
    expect(answer).toMatch(/^HTTP\/1\.1 426 Upgrade Required\r\n/);
    expect(answer).toContain("\r\nupgrade: Shout\r\n");
    expect(answer).toContain("this is only to be had over Shout");
  });
});

test("the status of an upgrade is not to be changed", () => {
  const response = upgrade("shout", () => {});
  expect(response.status).toBe(101);
  expect(() => (response.status = 200)).toThrow("it is 101");
});
