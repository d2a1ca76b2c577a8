// Work that throws nothing: what it costs must not depend on whether errors are looked at.
import { Hipflask, jsonify } from "../../src/index.ts";

const body = Array.from({ length: 50 }, (_, id) => ({ id, name: `user ${id}`, tags: ["a", "b"] }));

function compute(): number {
  let sum = 0;
  for (let index = 0; index < 3_000_000; index++) sum = (sum + index * 7) | 0;
  return sum;
}

function allocate(): number {
  let kept: object[] = [];
  for (let index = 0; index < 200_000; index++) {
    kept.push({ index, next: kept.at(-1) });
    if (kept.length > 1_000) kept = [];
  }
  return kept.length;
}

function encode(): number {
  let length = 0;
  for (let index = 0; index < 200; index++)
    length += JSON.stringify(JSON.parse(JSON.stringify(body))).length;
  return length;
}

async function step(value: number): Promise<number> {
  await Promise.resolve();
  return value + 1;
}

async function wait(): Promise<number> {
  let value = 0;
  while (value < 30_000) value = await step(value);
  return value;
}

async function chain(): Promise<number> {
  let value = 0;
  while (value < 20_000) value = await Promise.resolve(value).then((it) => it + 1);
  return value;
}

const app = new Hipflask();
app.get("/plain", () => jsonify(body[0]));
app.get("/waits", async () => {
  await step(1);
  return jsonify(body);
});

async function request(): Promise<number> {
  const client = app.testClient();
  let status = 0;
  for (let index = 0; index < 300; index++) {
    status += (await client.get("/plain")).status + (await client.get("/waits")).status;
  }
  return status;
}

/** Each takes some ten milliseconds. */
export const loads: Readonly<Record<string, () => unknown>> = {
  "a loop": compute,
  allocation: allocate,
  JSON: encode,
  awaiting: wait,
  promises: chain,
  requests: request,
};
