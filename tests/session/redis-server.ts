// A Redis server of the tests' own: on a free port, in a folder of its own, gone afterwards.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface RedisServer {
  readonly port: number;
  /** Ends it at once, as an outage does. */
  stop(): Promise<void>;
}

export async function startRedis(): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), "hipflask-redis-"));
  // Redis takes no port 0, so that a free one may be taken by another before it is there.
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const options = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder];
    const child = spawn("redis-server", [...options, "--save", "", "--appendonly", "no"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const printed: string[] = [];
    const ended = once(child, "exit");
    const ready = new Promise<boolean>((resolve, reject) => {
      child.on("error", (cause) => reject(notThere(cause)));
      child.on("exit", () => resolve(false));
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        printed.push(text);
        if (printed.join("").includes("Ready to accept connections")) resolve(true);
      });
    });
    if (await ready) {
      const stop = async (): Promise<void> => {
        child.kill("SIGKILL");
        await ended;
        rmSync(folder, { recursive: true, force: true });
      };
      return { port, stop };
    }
    if (attempt === 3) throw new Error(`redis-server does not start:\n${printed.join("")}`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

function notThere(cause: Error): Error {
  return new Error(
    "Cannot run this test: redis-server does not start\nFix: apt-get install redis-server, or npm test, which does",
    { cause },
  );
}
