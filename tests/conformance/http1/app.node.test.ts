// The engine behind a real socket: what segmentation, limits and clocks do to a connection.
import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endPrograms, startProgram } from "../../app/child-program.ts";
import { rawClient } from "../../app/raw-client.ts";

let url: string;

beforeAll(async () => {
  url = await startProgram("../../conformance/http1/app.ts").url;
});

afterAll(endPrograms);

const get = (target: string, fields = ""): string =>
  `GET ${target} HTTP/1.1\r\nHost: h\r\n${fields}\r\n`;

const last = "Connection: close\r\n";

/** Sends a text and gives everything that is answered until the server closes. */
async function answered(...pieces: string[]): Promise<string> {
  const client = await rawClient(url);
  for (const piece of pieces) client.send(piece);
  return client.closed;
}

const statuses = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

const bodies = (text: string): unknown[] =>
  [...text.matchAll(/\r\n\r\n(\{.*?\})/g)].map(([, body]) => JSON.parse(body!));

describe.concurrent("over a socket", () => {
  test("a connection is used again", async () => {
    const client = await rawClient(url);
    client.send(get("/"));
    await client.until('{"ok":true}');
    client.send(get("/empty"));
    await client.until("204 No Content");
    client.send(get("/", last));
    expect(statuses(await client.closed)).toEqual([200, 204, 200]);
  });

  test("requests that come at once are answered in order, the slow one too", async () => {
    const text = await answered(get("/slow") + get("/") + get("/slow") + get("/", last));
    expect(bodies(text)).toEqual([{ slow: true }, { ok: true }, { slow: true }, { ok: true }]);
  });

  test("a body in chunks, in many segments, is one body", async () => {
    const client = await rawClient(url);
    const head = `POST /echo?a=b HTTP/1.1\r\nHost: h:81\r\nX-Test: t\r\n${last}Transfer-Encoding: chunked\r\n\r\n`;
    for (const byte of `${head}5\r\nhello\r\n0\r\n\r\n`) {
      client.send(byte);
      await new Promise(setImmediate);
    }
    expect(bodies(await client.closed)).toEqual([
      {
        method: "POST",
        url: "/echo?a=b",
        length: 5,
        sha256: "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
        xtest: "t",
        authority: "h:81",
      },
    ]);
  });

  test("100 Continue comes before the body is sent", async () => {
    const client = await rawClient(url);
    client.send(
      `POST /echo HTTP/1.1\r\nHost: h\r\n${last}Expect: 100-continue\r\nContent-Length: 2\r\n\r\n`,
    );
    await client.until("HTTP/1.1 100 Continue\r\n\r\n");
    client.send("hi");
    expect(statuses(await client.closed)).toEqual([100, 200]);
  });

  test("a client that ends its side first still gets its answer", async () => {
    const client = await rawClient(url);
    client.socket.end(get("/slow"));
    expect(statuses(await client.closed)).toEqual([200]);
  });

  test("a malformed request is answered with 400, and nothing behind it is read", async () => {
    expect(statuses(await answered(`GET / HTTP/1.1\r\n\r\n${get("/")}`))).toEqual([400]);
  });

  test("a head over 16 KiB is answered with 431, in full view of the client", async () => {
    const text = await answered(get("/", `X: ${"y".repeat(64 * 1024)}\r\n`));
    expect(statuses(text)).toEqual([431]);
  });

  test("a body over 1 MiB is answered with 413, in full view of a client that sends it all", async () => {
    const bytes = 1024 * 1024 + 1;
    const head = `POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: ${bytes}\r\n\r\n`;
    expect(statuses(await answered(head, "x".repeat(bytes)))).toEqual([413]);
  });

  test("a body of 1 MiB is read", async () => {
    const bytes = 1024 * 1024;
    const head = `POST /echo HTTP/1.1\r\nHost: h\r\n${last}Content-Length: ${bytes}\r\n\r\n`;
    expect(bodies(await answered(head, "x".repeat(bytes)))).toMatchObject([{ length: bytes }]);
  });

  test("an answer that is far larger than any buffer arrives whole, and the next one after it", async () => {
    const bytes = 20_000_000;
    const text = await answered(get(`/bytes/${bytes}`) + get("/", last));
    expect(statuses(text)).toEqual([200, 200]);
    expect(text.length).toBeGreaterThan(bytes);
    expect(text.endsWith('{"ok":true}')).toBe(true);
  });
});

describe.concurrent("time limits", () => {
  test("a head that does not come to its end is answered with 408 after 2 s", async () => {
    const began = performance.now();
    expect(statuses(await answered("GET / HTTP/1.1\r\n"))).toEqual([408]);
    expect(performance.now() - began).toBeGreaterThan(1_900);
  });

  test("a head that comes by a byte now and then is not given more time", async () => {
    const client = await rawClient(url);
    const drip = setInterval(() => client.send("x"), 200);
    client.send("GET /");
    const text = await client.closed.finally(() => clearInterval(drip));
    expect(statuses(text)).toEqual([408]);
  });

  test("a body that does not come to its end is answered with 408 after 4 s", async () => {
    const began = performance.now();
    const text = await answered("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf");
    expect(statuses(text)).toEqual([408]);
    expect(performance.now() - began).toBeGreaterThan(3_900);
  });

  test("an idle connection is closed after 3 s without a word", async () => {
    const began = performance.now();
    expect(await answered("")).toBe("");
    expect(statuses(await answered(get("/")))).toEqual([200]);
    expect(performance.now() - began).toBeGreaterThan(5_900);
  });

  test("a client that does not read its answer is cut off", async () => {
    const client = await rawClient(url);
    client.socket.pause();
    client.send(get("/bytes/20000000"));
    await new Promise((resolve) => {
      setTimeout(resolve, 4_000);
    });
    client.socket.resume();
    const received = await client.closed.catch(() => client.received());
    expect(received.length).toBeLessThan(20_000_000);
  });

  test("a client that has read its last answer and goes on sending is cut off", async () => {
    const socket = connect({
      port: Number(new URL(url).port),
      host: "127.0.0.1",
      allowHalfOpen: true,
    });
    socket.write(get("/bytes/20000000", last));
    const drip = setInterval(() => socket.write("x"), 100);
    socket.resume();
    await once(socket, "end");
    // Once the server has dropped the connection, what is sent is answered by a reset.
    const reset = once(socket, "error", { signal: AbortSignal.timeout(5_000) });
    await reset.finally(() => {
      clearInterval(drip);
      socket.destroy();
    });
    expect(socket.bytesRead).toBeGreaterThan(20_000_000);
  });
});
