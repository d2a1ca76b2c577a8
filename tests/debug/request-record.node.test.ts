import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { RequestRecords, type RecordedServer } from "../../src/debug/request-record.ts";
import { HeaderFields, type BodyChunk, type Incoming, type Outgoing } from "../../src/gateway.ts";

const server = { pageOf: () => null, linkOf: () => null } as unknown as RecordedServer;
const incoming = (target: string): Incoming => ({ target }) as Incoming;
const answer = (body: Outgoing["body"]): Outgoing => ({
  status: 200,
  headers: new HeaderFields(),
  body,
});

test("code finds the record of its own request, whatever it waits for", async () => {
  const records = new RequestRecords();
  const gateway = records.around(async () => {
    const before = records.current!.incoming.target;
    await wait(1);
    return answer(`${before} ${records.current!.incoming.target}`);
  }, server);
  const bodies = await Promise.all(
    ["/a", "/b"].map(async (target) => (await gateway(incoming(target))).body),
  );
  expect(bodies).toEqual(["/a /a", "/b /b"]);
  expect(records.current).toBeUndefined();
});

test("a synchronous answer stays one", () => {
  const records = new RequestRecords();
  const whole = answer("x");
  expect(records.around(() => whole, server)(incoming("/"))).toBe(whole);
});

test("a stream finds it too, whoever asks for its chunks", async () => {
  const records = new RequestRecords();
  async function* chunks(): AsyncGenerator<string> {
    try {
      yield records.current!.incoming.target;
      await wait(1);
      yield records.current!.incoming.target;
    } finally {
      left.push(records.current!.incoming.target);
    }
  }
  const left: string[] = [];
  const gateway = records.around(() => answer(chunks()), server);
  const body = (await gateway(incoming("/a"))).body as AsyncIterable<BodyChunk>;
  const received: BodyChunk[] = [];
  for await (const chunk of body) received.push(chunk);
  expect(received).toEqual(["/a", "/a"]);

  const other = (await gateway(incoming("/b"))).body as AsyncIterable<BodyChunk>;
  for await (const _ of other) break;
  expect(left).toEqual(["/a", "/b"]);
});

test("so does what takes a connection over", async () => {
  const records = new RequestRecords();
  let target: string | undefined;
  const gateway = records.around(
    () => ({
      ...answer(null),
      takeOver: () => {
        target = records.current?.incoming.target;
      },
    }),
    server,
  );
  await (
    await gateway(incoming("/a"))
  ).takeOver!({} as never);
  expect(target).toBe("/a");
});
