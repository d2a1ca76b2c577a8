import { beforeEach, describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { PaymentRequired } from "../../src/errors/status-errors.ts";
import { abort } from "../../src/errors/abort.ts";
import { incoming } from "./incoming.ts";
import { recordedLog, type RecordedLog } from "./recorded-log.ts";

let log: RecordedLog;
let app: Hipflask;
let heard: unknown[];

beforeEach(() => {
  log = recordedLog();
  app = new Hipflask({ log });
  heard = [];
  app.teardownRequest((error) => void heard.push(error));
});

const get = async (path = "/"): Promise<Response> => app.testClient().get(path);

describe("what teardown hears", () => {
  const oops = new Error("oops");

  test.each([
    ["nothing, of a request that went well", () => "x", undefined],
    ["nothing, of an abort", () => abort(404), undefined],
    [
      "nothing, of an error that has a handler",
      () => {
        throw new PaymentRequired();
      },
      undefined,
    ],
    [
      "the error that nobody foresaw",
      () => {
        throw oops;
      },
      oops,
    ],
  ])("%s", async (_, handler: () => string, error) => {
    app.errorHandler(PaymentRequired, () => "handled");
    app.get("/", handler);
    await get();
    expect(heard).toEqual([error]);
  });

  test("the error that nobody foresaw, though a handler for 500 answers", async () => {
    app.errorHandler(500, () => "sorry");
    app.get("/", (): string => {
      throw oops;
    });
    expect(await (await get()).text()).toBe("sorry");
    expect(heard).toEqual([oops]);
  });

  test("nothing, where no route is", async () => {
    await get("/nowhere");
    expect(heard).toEqual([undefined]);
  });
});

describe("teardown functions", () => {
  test("all run, though one fails, and that is logged", async () => {
    app.teardownRequest(() => {
      throw new Error("at once");
    });
    app.teardownRequest(async () => Promise.reject(new Error("later")));
    app.get("/", () => "x");
    expect((await get()).status).toBe(200);
    expect(heard).toEqual([undefined]);
    expect(log.entries).toEqual([
      ["error", "GET /: teardown failed", new Error("later")],
      ["error", "GET /: teardown failed", new Error("at once")],
    ]);
  });

  test("run before the answer is given, async ones too", async () => {
    app.teardownRequest(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      heard.push("slow");
    });
    app.get("/", () => "x");
    await get();
    expect(heard).toEqual(["slow", undefined]);
  });

  test("that are sync leave the answer sync", () => {
    app.get("/", () => "x");
    expect(app.handle(incoming())).not.toBeInstanceOf(Promise);
    expect(heard).toEqual([undefined]);
  });
});

describe("of a stream", () => {
  const rows = async function* (): AsyncGenerator<number> {
    for (let i = 0; i < 3; i++) {
      heard.push(`row ${i}`);
      yield i;
    }
  };
  const streamOf = async (
    handler: () => AsyncIterable<unknown> | ReadableStream,
    method = "GET",
  ) => {
    app.get("/", handler);
    return app.testClient().request(method, "/");
  };

  test("it runs after the end", async () => {
    const response = await streamOf(rows);
    expect(heard).not.toContain(undefined);
    expect(await response.json()).toEqual([0, 1, 2]);
    expect(heard).toEqual(["row 0", "row 1", "row 2", undefined]);
  });

  test("it runs once the client has left", async () => {
    let left = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1)),
      cancel: () => void (left = true),
    });
    const response = await streamOf(() => endless);
    const reader = response.body!.getReader();
    await reader.read();
    expect(heard).toEqual([]);
    await reader.cancel();
    expect([left, heard]).toEqual([true, [undefined]]);
  });

  test("it runs if nobody reads, as for HEAD", async () => {
    await streamOf(() => new ReadableStream(), "HEAD");
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(heard).toEqual([undefined]);
  });

  test("that fails half-way it hears why", async () => {
    const broken = new Error("disk gone");
    const response = await streamOf(
      () =>
        new ReadableStream({
          pull: (controller) => controller.error(broken),
        }),
    );
    await expect(response.text()).rejects.toThrow("disk gone");
    expect(heard).toEqual([broken]);
  });

  test("it runs once, though the stream is left after its end", async () => {
    app.get("/", rows);
    const outgoing = await app.handle(incoming());
    const iterator = (outgoing.body as AsyncIterable<string>)[Symbol.asyncIterator]();
    while ((await iterator.next()).done !== true);
    await iterator.return?.();
    expect(heard.filter((each) => each === undefined)).toEqual([undefined]);
  });
});
