import { expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";

test("an application has a debugger while one of its servers is debugged", async () => {
  const app = new Hipflask();
  expect(app.debugger).toBeNull();
  const first = await app.listen({ port: 0, debug: true });
  const { debugger: shared } = app;
  const second = await app.listen({ port: 0, debug: {} });
  expect(app.debug).toBe(true);
  expect(app.debugger).toBe(shared);
  await first.close();
  await first.close();
  expect(app.debugger).toBe(shared);
  await second.close();
  expect(app.debugger).toBeNull();
});

test("a server that cannot listen is none", async () => {
  const app = new Hipflask();
  const taken = await app.listen({ port: 0 });
  await expect(app.listen({ port: taken.port, debug: true })).rejects.toThrow(
    "another program listens there",
  );
  expect(app.debugger).toBeNull();
  await taken.close();
});
