// Uploads over a real socket: what a server holds of them, and what it answers.

import { connect } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";

const begin = '--B\r\nContent-Disposition: form-data; name="f"; filename="x.bin"\r\n\r\n';
const end = "\r\n--B--\r\n";
const mebibyte = 1024 * 1024;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Sends one file of zeros as fast as the server takes it; gives what the server answers. */
async function upload(url: string, fileBytes: number, sentBytes = fileBytes): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  let answer = "";
  socket.setEncoding("latin1").on("data", (text: string) => (answer += text));
  const closed = new Promise<void>((resolve) => {
    socket.on("error", () => {}).on("close", () => resolve());
  });
  const length = begin.length + fileBytes + end.length;
  socket.write(
    `POST /upload HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: ${length}\r\n\r\n${begin}`,
  );
  const piece = Buffer.alloc(mebibyte);
  for (let sent = 0; sent < sentBytes && !socket.destroyed; sent += piece.length) {
    if (socket.write(piece)) continue;
    await Promise.race([new Promise((resolve) => socket.once("drain", resolve)), closed]);
  }
  if (sentBytes < fileBytes) socket.destroy();
  else socket.write(end);
  await closed;
  return answer;
}

describe("a route that reads a form while it arrives", () => {
  test("holds no more of a file than a few pieces, however slowly it reads", async () => {
    const app = new Hipflask();
    const fileBytes = 48 * mebibyte;
    let most = 0;
    app.post("/upload", { streamBody: true, bodyLimit: 64 * mebibyte }, async ({ request }) => {
      collectGarbage();
      const before = process.memoryUsage().arrayBuffers;
      let received = 0;
      let pieces = 0;
      for await (const part of request.parts()) {
        for await (const piece of part) {
          received += piece.length;
          if (++pieces % 50 !== 0) continue;
          // A pause, in which the client could fill the server's memory; and then only what is held counts.
          await new Promise((resolve) => {
            setTimeout(resolve, 5);
          });
          collectGarbage();
          most = Math.max(most, process.memoryUsage().arrayBuffers - before);
        }
      }
      return { received };
    });
    const server = await app.listen({ port: 0 });
    const answer = await upload(server.url, fileBytes);
    await server.close();
    expect(answer).toContain(`{"received":${fileBytes}}`);
    expect(most).toBeLessThan(8 * mebibyte);
  });

  test("answers 413 as soon as a file is too large", async () => {
    const app = new Hipflask();
    let seen = 0;
    const options = {
      streamBody: true,
      bodyLimit: 64 * mebibyte,
      formLimits: { maxFileBytes: mebibyte },
    };
    app.post("/upload", options, async ({ request }) => {
      for await (const part of request.parts()) {
        for await (const piece of part) seen += piece.length;
      }
      return seen;
    });
    const server = await app.listen({ port: 0 });
    await upload(server.url, 32 * mebibyte);
    await server.close();
    expect(seen).toBeLessThanOrEqual(mebibyte);
    expect(seen).toBeGreaterThan(0);
  });

  test("hears that the client has left", async () => {
    const app = new Hipflask();
    let tell = (_: unknown): void => {};
    const failure = new Promise<unknown>((resolve) => (tell = resolve));
    app.post("/upload", { streamBody: true, bodyLimit: 64 * mebibyte }, async ({ request }) => {
      try {
        for await (const part of request.parts()) await part.bytes();
      } catch (error) {
        tell(error);
      }
      return null;
    });
    const server = await app.listen({ port: 0 });
    await upload(server.url, 32 * mebibyte, 2 * mebibyte);
    await expect(failure).resolves.toMatchObject({ name: "BodyError" });
    await server.close();
  });
});
