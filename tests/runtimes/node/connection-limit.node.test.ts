import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HeaderFields } from "../../../src/gateway.ts";
import { defaultLimits } from "../../../src/h1/limits.ts";
import { refuseSocket, tooManyConnections } from "../../../src/runtimes/node/connection-limit.ts";

let server: Server;
let client: Socket;
let accepted: Socket;

beforeEach(async () => {
  server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  client = connect({ port: (server.address() as AddressInfo).port, allowHalfOpen: true });
  client.on("error", () => {});
  [accepted] = (await once(server, "connection")) as [Socket];
  refuseSocket(
    accepted,
    {
      gateway: () => {
        throw new Error("nobody asks it");
      },
      limits: defaultLimits,
      refuse: ({ status, code }) => ({ status, headers: new HeaderFields(), body: code }),
      onError: () => {},
      dateLine: () => "",
      nowMs: 0,
      utf8Length: (text) => text.length,
    },
    tooManyConnections,
    200,
  );
});

afterEach(() => {
  client.destroy();
  accepted.destroy();
  server.close();
});

test("a connection too many hears why, whatever it sends", async () => {
  client.write("x".repeat(100_000));
  const [answer] = (await once(client, "data")) as [Buffer];
  expect(String(answer)).toMatch(/^HTTP\/1\.1 503 [\s\S]*too-many-connections$/);
});

test("and does not stay, however long it would", async () => {
  client.resume();
  const drip = setInterval(() => client.write("x"), 20);
  await once(accepted, "close");
  clearInterval(drip);
});
