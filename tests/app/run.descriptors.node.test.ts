// A program that has run out of file descriptors: every socket is one.
import { afterEach, expect, test } from "vitest";
import { endPrograms, startProgram } from "./child-program.ts";
import { rawClient, type RawClient } from "./raw-client.ts";

afterEach(endPrograms);

const mostDescriptors = 80;

// Windows has no such limit, and what macOS does at its limit is its own.
test.runIf(process.platform === "linux").each([undefined, "node:http"])(
  "answers those that it has, and accepts again when there are descriptors (%s)",
  async (server) => {
    const wrapper = ["sh", "-c", `ulimit -n ${mostDescriptors} && exec "$@"`, "sh"];
    const program = startProgram("hello.ts", { port: 0, server }, { wrapper });
    const url = await program.url;

    const connected: RawClient[] = [];
    let turnedAway = 0;
    while (turnedAway < 3) {
      const client = await rawClient(url);
      if (await isAnswered(client)) connected.push(client);
      else turnedAway++;
      // More than there are descriptors would say that the limit does not hold.
      expect(connected.length).toBeLessThan(mostDescriptors);
    }
    expect(connected.length).toBeGreaterThan(10);

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
