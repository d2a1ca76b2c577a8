import { expect, test } from "vitest";
import { bareEndpoint } from "./bare-endpoint.ts";

test("an endpoint has no hooks until all are known", () => {
  const endpoint = bareEndpoint();
  expect(endpoint).toMatchObject({ before: null, after: null, teardown: null, errors: [] });
  const after = [() => {}];
  endpoint.use({ before: null, after, teardown: null, errors: [] });
  expect(endpoint.after).toBe(after);
  expect(endpoint.before).toBeNull();
});
