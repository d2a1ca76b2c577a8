// What Flask answered, and what Hipflask answers to the same requests, over a real socket.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endPrograms, startProgram } from "../../app/child-program.ts";
import { converse } from "./conversation.ts";
import { difference } from "./difference.ts";
import { deviations, recordedCases } from "./recorded-case.ts";

let port: number;

beforeAll(async () => {
  const url = await startProgram("../../conformance/flask/app.ts").url;
  port = Number(new URL(url).port);
});

afterAll(endPrograms);

const deviating = new Set(deviations.map(({ id }) => id));

// One after the other: some ask what the request before has left.
describe("as Flask answers", () => {
  const alike = recordedCases.filter(({ id }) => !deviating.has(id));
  test.each(alike.map((each) => [each.id, each] as const))("%s", async (_, recorded) => {
    expect(difference(await converse(port, recorded), recorded.answer)).toBeNull();
  });
});

describe("otherwise than Flask, on purpose", () => {
  const other = recordedCases.filter(({ id }) => deviating.has(id));
  test.each(other.map((each) => [each.id, each] as const))("%s", async (_, recorded) => {
    expect(difference(await converse(port, recorded), recorded.answer)).not.toBeNull();
  });
});

test("deviations are of cases that there are, each once, with a reason and a decision", () => {
  const ids = new Set(recordedCases.map(({ id }) => id));
  expect(deviating.size).toBe(deviations.length);
  expect(deviations.filter(({ id }) => !ids.has(id))).toEqual([]);
  expect(deviations.filter(({ reason }) => reason.length < 20)).toEqual([]);
  expect(
    deviations.filter(({ follows }) => !/^(DESIGN §\d|decisions\/\d{4}-)/.test(follows)),
  ).toEqual([]);
});

test("at most 6 % of the cases deviate", () => {
  expect(deviations.length / recordedCases.length).toBeLessThanOrEqual(0.06);
});
