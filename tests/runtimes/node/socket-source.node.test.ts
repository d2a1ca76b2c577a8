import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { connect as connectPlainly } from "node:net";
import { connect, type ConnectionOptions, type TLSSocket } from "node:tls";
import { describe, expect, test } from "vitest";
import { makeAdhocCertificate } from "../../../src/runtimes/node/adhoc-certificate.ts";
import type { Server } from "../../../src/runtimes/runtime.ts";
import { rawClient } from "../../app/raw-client.ts";
import { closeServersAfterEach, failures, get, start } from "./test-server.ts";

closeServersAfterEach();

const own = makeAdhocCertificate("localhost");

/** Someone else's certificate, which names no purpose. */
function clientCertificate(): { readonly key: string; readonly cert: string } {
  const args = "req -x509 -newkey rsa:2048 -nodes -subj /CN=client -days 2 -keyout - -out -";
  const pem = execFileSync("openssl", args.split(" "), { encoding: "utf8", stdio: "pipe" });
  const [key = "", cert = ""] =
    pem.match(/-----BEGIN ([A-Z ]+)-----[\s\S]+?-----END \1-----/g) ?? [];
  return { key, cert };
}

const secure = async ({ port }: Server, options: ConnectionOptions = {}): Promise<TLSSocket> => {
  const socket = connect({
    port,
    host: "127.0.0.1",
    servername: "localhost",
    ca: own.cert,
    ...options,
  });
  await Promise.race([
    once(socket, "secureConnect"),
    once(socket, "error").then(([error]) => Promise.reject(error as Error)),
  ]);
  return socket;
};

/** What a client is told of a connection that does not come to be. */
const failureOf = async (server: Server, options: ConnectionOptions): Promise<string> => {
  const socket = connect({ port: server.port, host: "127.0.0.1", ca: own.cert, ...options });
  socket.on("secureConnect", () => socket.write(get("/")));
  const [error] = (await once(socket, "error")) as [NodeJS.ErrnoException];
  return String(error.code);
};

describe("over TLS", () => {
  test("requests are answered, in order, and know their scheme", async () => {
    const { url } = await start({ tls: own });
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const client = await rawClient(url);
    client.send(get("/1") + get("/2"));
    await client.until("\r\n\r\n/2");
    expect(client.received()).toMatch(/\/1HTTP\/1\.1 200/);
    expect(client.received()).toContain("x-peer: 127.0.0.1\r\nx-scheme: https\r\n");
    client.socket.destroy();
  });

  test("a client that trusts the certificate is served", async () => {
    const socket = await secure(await start({ tls: own }));
    expect(socket.authorized).toBe(true);
    socket.destroy();
  });

  test("a peer that has said its last is answered", async () => {
    const client = await rawClient((await start({ tls: own })).url);
    client.socket.end(get("/late"));
    expect(await client.closed).toMatch(/\r\n\r\n\/late$/);
  });

  test("the protocol is HTTP/1.1, and a client that wants another is refused", async () => {
    const server = await start({ tls: own });
    const socket = await secure(server, { ALPNProtocols: ["h2", "http/1.1"] });
    expect(socket.alpnProtocol).toBe("http/1.1");
    socket.destroy();
    expect(await failureOf(server, { ALPNProtocols: ["h2"] })).toMatch(/NO_APPLICATION_PROTOCOL/);
  });

  test("the name that a client asks for chooses the certificate", async () => {
    const other = makeAdhocCertificate("a.example");
    const server = await start({ tls: { ...own, hosts: { "a.example": other } } });
    const socket = await secure(server, { servername: "a.example", ca: other.cert });
    expect(socket.getPeerCertificate().subjectaltname).toContain("DNS:a.example");
    socket.destroy();
  });

  test("a client that shows no certificate is refused where one is wanted", async () => {
    const client = clientCertificate();
    const tls = { ...own, ca: client.cert, requireClientCertificate: true };
    const server = await start({ tls });
    expect(await failureOf(server, {})).toMatch(/CERTIFICATE_REQUIRED|ECONNRESET/);
    const socket = await secure(server, client);
    socket.write(get("/in"));
    expect(String((await once(socket, "data"))[0])).toMatch(/\/in$/);
    socket.destroy();
  });

  test("a handshake that takes too long is cut", async () => {
    const { port } = await start({ tls: own, timeouts: { handshakeTimeoutMs: 50 } });
    const silent = connectPlainly(port, "127.0.0.1");
    await once(silent, "close");
    expect(failures).toEqual([]);
  });

  test("plain text is no handshake, and the server goes on", async () => {
    const server = await start({ tls: own });
    const plain = await rawClient(server.url.replace("https:", "http:"));
    plain.send(get("/"));
    expect(await plain.closed).not.toContain("HTTP/1.1");
    (await secure(server)).destroy();
    expect(failures).toEqual([]);
  });

  test("a shutdown does not wait for a handshake that does not begin", async () => {
    const server = await start({ tls: own });
    const silent = connectPlainly(server.port, "127.0.0.1");
    await once(silent, "connect");
    const socket = await secure(server);
    const startedMs = performance.now();
    await server.close();
    expect(performance.now() - startedMs).toBeLessThan(1_000);
    socket.destroy();
  });

  test("a shutdown answers what is in hand", async () => {
    let finish = (): void => {};
    let began = (): void => {};
    const hasBegun = new Promise<void>((resolve) => (began = resolve));
    const server = await start({
      tls: own,
      gateway: async ({ headers }) => {
        began();
        await new Promise<void>((resolve) => (finish = resolve));
        return { status: 200, headers, body: "done" };
      },
    });
    const client = await rawClient(server.url);
    client.send(get("/slow"));
    await hasBegun;
    const closed = server.close();
    setTimeout(() => finish(), 400);
    expect(await client.closed).toMatch(/connection: close\r\n[\s\S]*done$/);
    await closed;
  });
});
