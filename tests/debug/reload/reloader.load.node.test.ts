import { afterAll, expect, test, vi } from "vitest";
import { endEdited } from "./edited-program.ts";
import { restartUnderLoad } from "./restart-load.ts";

// Programs are started again and again, and the machine may have other work.
vi.setConfig({ testTimeout: 120_000 });

afterAll(endEdited);

// `npm run reload-figure` does the same for 20 restarts, and without live reload.
test("no request is refused or lost while a program is restarted, and none is answered by old code", async () => {
  const { failures, stale, requests, restartsMs } = await restartUnderLoad({
    restarter: "hipflask",
    restarts: 5,
    requests: 300,
  });
  expect(failures).toEqual({});
  expect(stale).toBe(0);
  expect(requests).toBeGreaterThanOrEqual(300);
  expect(restartsMs).toHaveLength(5);
});
