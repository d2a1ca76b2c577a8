import { expect, test } from "vitest";
import * as testing from "../src/testing.ts";

test("hipflask/testing exports what tests use, and nothing else", () => {
  expect(Object.keys(testing).toSorted()).toEqual(["CookieJar", "TestClient", "wire"]);
});
