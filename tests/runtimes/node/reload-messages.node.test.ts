import { expect, test } from "vitest";
import { claimOf } from "../../../src/runtimes/node/reload-messages.ts";

test("a claim is plain JSON", () => {
  const key = Buffer.from("-----BEGIN PRIVATE KEY-----");
  const claim = claimOf({ host: "a", port: 1, tls: { key, cert: "cert.pem" }, mode: 0o600 });
  expect(JSON.parse(JSON.stringify(claim))).toEqual({
    place: { host: "a", port: 1, mode: 0o600 },
    tls: { key: "-----BEGIN PRIVATE KEY-----", cert: "cert.pem" },
  });
  expect(claimOf({ host: "a", port: 1 }).tls).toBeUndefined();
  expect(claimOf({ host: "a", port: 1, tls: "adhoc" }).tls).toBe("adhoc");
});
