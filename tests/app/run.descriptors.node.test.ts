// A program that has run out of file descriptors: every socket is one.
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { endPrograms, startProgram } from "./child-program.ts";
import { rawClient, type RawClient } from "./raw-client.ts";

afterEach(endPrograms);

const spareDescriptors = 40;

// Windows has no such limit, and what macOS does at its limit is its own.
test.runIf(process.platform === "linux").each([undefined, "node:http"])(
  "answers those that it has, and accepts again when there are descriptors (%s)",
  async (server) => {
    const program = startProgram("hello.ts", { port: 0, server });
    const url = await program.url;
    // Only now: loading a program takes more descriptors than running it.
    const limit = readdirSync(`/proc/${program.pid}/fd`).length + spareDescriptors;
    execFileSync("prlimit", [`--pid=${program.pid}`, `--nofile=${limit}`]);

    const connected: RawClient[] = [];
    let turnedAway = 0;
    while (turnedAway < 3) {
      const client = await rawClient(url);
      if (await isAnswered(client)) connected.push(client);
      else turnedAway++;
      expect(connected.length).toBeLessThan(limit);
    }
    expect(connected.length).toBeGreaterThan(spareDescriptors / 2);

    for (const client of connected) expect(await isAnswered(client)).toBe(true);

    for (const { closed, socket } of connected.splice(0, 5)) {
      socket.end();
      await closed;
    }
    for (let again = 0; again < 5; again++) {
      const client = await rawClient(url);
      expect(await isAnswered(client)).toBe(true);
      connected.push(client);
    }
    for (const client of connected) expect(await isAnswered(client)).toBe(true);

    program.signal("SIGTERM");
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(program.stderr()).toBe("");
  },
);

/** Asks for something, and waits for the answer or the end of the connection. */
async function isAnswered(client: RawClient): Promise<boolean> {
  const { length } = client.received();
  const answer = new Promise<boolean>((resolve) => {
    const look = (): void => {
      if (client.received().slice(length).includes("\r\n\r\nhello")) resolve(true);
    };
    client.socket.on("data", look);
    client.socket.once("close", () => resolve(false));
  });
  client.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  return answer;
}
