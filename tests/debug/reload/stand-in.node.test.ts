import { afterEach, expect, test } from "vitest";
import { makeReport } from "../../../src/debug/make-report.ts";
import type { Gateway } from "../../../src/gateway.ts";
import { Doors } from "../../../src/debug/reload/doors.ts";
import { failureGateway } from "../../../src/debug/reload/failure-gateway.ts";
import { StandIn } from "../../../src/debug/reload/stand-in.ts";
import { rawClient } from "../../app/raw-client.ts";

const failing = (message: string): Gateway => {
  const { report } = makeReport({
    title: "app.ts did not start",
    error: { name: "Error", message },
  });
  return failureGateway({ name: "app.ts", report, hosts: [] });
};

const doors = new Doors();
afterEach(() => doors.closeAllBut(new Set()));

test.each([undefined, "adhoc"] as const)(
  "a stand-in answers whoever comes with the failure (tls: %s)",
  async (tls) => {
    const door = await doors.open({ place: { host: "127.0.0.1", port: 0 }, tls });
    const standIn = StandIn.open(door, failing("it broke"));
    standIn.answer();
    const client = await rawClient(door.address.url);
    client.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    expect(await client.closed).toContain('"detail": "Error: it broke"');
    const odd = await rawClient(door.address.url);
    odd.send("GET / HTTP/1.1\r\n\r\n");
    expect(await odd.closed).toMatch(/^HTTP\/1\.1 400 /);
    door.direct(null);
    await standIn.leave();
  },
);

test("connections on which nothing is asked go on with whoever comes next", async () => {
  const door = await doors.open({ place: { host: "127.0.0.1", port: 0 }, tls: undefined });
  for (const failure of ["first", "second"]) {
    const standIn = StandIn.open(door, failing(failure));
    standIn.answer();
    const client = await rawClient(door.address.url);
    client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await client.until(failure);
    door.direct(null);
    await standIn.leave();
    const next = StandIn.open(door, failing("next"));
    next.answer();
    client.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    expect(await client.closed).toContain('"detail": "Error: next"');
    door.direct(null);
    await next.leave();
  }
});
