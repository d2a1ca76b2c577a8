import { createServer, type AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { HeaderFields, type Gateway } from "../../../src/gateway.ts";
import { rawClient } from "../../app/raw-client.ts";
import { closeServersAfterEach, echo, failures, get, start } from "./test-server.ts";

closeServersAfterEach();

describe("a listening server", () => {
  test("answers many requests of one connection, in order", async () => {
    const client = await rawClient((await start()).url);
    client.send(get("/1") + get("/2") + get("/3"));
    await client.until("\r\n\r\n/3");
    expect(client.received().match(/\r\n\r\n\/\d/g)).toEqual([
      "\r\n\r\n/1",
      "\r\n\r\n/2",
      "\r\n\r\n/3",
    ]);
    expect(client.received()).toContain("x-peer: 127.0.0.1\r\n");
    client.socket.destroy();
  });

  test("answers a peer that has said its last", async () => {
    const later: Gateway = async (incoming) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return echo(incoming);
    };
    const client = await rawClient((await start({ gateway: later })).url);
    client.socket.end("GET /late HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(await client.closed).toMatch(/\r\n\r\n\/late$/);
  });

  test("refuses what is no message, with the answer it is given for that", async () => {
    const client = await rawClient((await start()).url);
    client.send("nonsense\r\n\r\n");
    expect(await client.closed).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  });

  test("survives peers that reset", async () => {
    const { url } = await start();
    for (const text of [
      "",
      "GET / HT",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n12",
    ]) {
      const client = await rawClient(url);
      client.socket.on("error", () => {});
      client.send(text);
      client.socket.resetAndDestroy();
    }
    expect(await (await fetch(`${url}/still-here`)).text()).toBe("/still-here");
    expect(failures).toEqual([]);
  });

  test("a gateway that throws is a 500, and told", async () => {
    const broken: Gateway = () => {
      throw new Error("broken gateway");
    };
    const client = await rawClient((await start({ gateway: broken })).url);
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(await client.closed).toMatch(/^HTTP\/1\.1 500 [\s\S]*gateway-failed$/);
    expect(failures).toEqual([new Error("broken gateway")]);
  });
});

describe("what the system refuses is a rejection with the system's code", () => {
  test("a port that is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    await expect(start({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
    other.close();
  });

  test("an address of another machine", async () => {
    await expect(start({ host: "192.0.2.1" })).rejects.toMatchObject({
      code: "EADDRNOTAVAIL",
    });
  });
});

describe("time limits", () => {
  test.each([
    ["a connection on which nothing comes is closed", { idleTimeoutMs: 60 }, "", ""],
    ["half a head is 408", { headTimeoutMs: 60 }, "GET / HTTP/1.1\r\n", "HTTP/1.1 408 "],
  ])("%s", async (_, timeouts, sent, received) => {
    const client = await rawClient((await start({ timeouts })).url);
    if (sent !== "") client.send(sent);
    expect((await client.closed).slice(0, received.length || undefined)).toBe(received);
  });

  test("half a body is 408", async () => {
    const reading: Gateway = async (incoming) => {
      try {
        await incoming.readBody(100);
      } catch (error) {
        const { status } = error as { status: number };
        return { status, headers: new HeaderFields(), body: null };
      }
      return echo(incoming);
    };
    const client = await rawClient(
      (await start({ gateway: reading, timeouts: { requestTimeoutMs: 60 } })).url,
    );
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n12");
    expect(await client.closed).toMatch(/^HTTP\/1\.1 408 /);
  });

  test("a handler may take longer than all of them", async () => {
    const slow: Gateway = async (incoming) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return echo(incoming);
    };
    const timeouts = { idleTimeoutMs: 50, headTimeoutMs: 50, requestTimeoutMs: 50 };
    const { url } = await start({ gateway: slow, timeouts });
    expect(await (await fetch(`${url}/slow`)).text()).toBe("/slow");
  });
});
