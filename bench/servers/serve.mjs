// What every measured server does besides serving: it reads what it is to be like, says where it
// listens, and tells what its process has used when it is asked.
import { readFileSync } from "node:fs";

const given = JSON.parse(process.argv[2]);

/** A load's `Setup` (loads.ts). */
export const setup = given;

/** Paths of PEM files where the server is to speak TLS, else null. */
export const certificate = given.certificate;

/** What Node's TLS servers are given, else null. */
export const tls = certificate && {
  key: readFileSync(certificate.keyFile),
  cert: readFileSync(certificate.certFile),
};

/** @param {number} port Where the server listens, once it does. */
export function ready(port) {
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send({ userUs: user, systemUs: system, rssBytes: process.memoryUsage.rss() });
  });
  process.on("disconnect", () => process.exit(0));
  process.send({ port });
}

/** Makes a server of `node:http` or `node:https` listen, and is ready. */
export function listen(server) {
  if (setup.idleTimeoutMs) server.keepAliveTimeout = setup.idleTimeoutMs;
  server.listen(0, "127.0.0.1", () => ready(server.address().port));
}
