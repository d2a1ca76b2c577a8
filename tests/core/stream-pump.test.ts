import { describe, expect, test } from "vitest";
import type { PumpInit } from "../../src/core/pump-init.ts";
import { StreamPump } from "../../src/core/stream-pump.ts";

interface Pumped {
  readonly pump: StreamPump;
  readonly heard: unknown[];
}

/** A pump whose items are texts already. */
function pumped(items: PumpInit["items"], init: Partial<PumpInit> = {}): Pumped {
  const heard: unknown[] = [];
  const pump = new StreamPump({
    items,
    discard: () => void heard.push("discarded"),
    open: "",
    close: "",
    write: (item) => item as string,
    lastWords: (error) => `!${String(error)}`,
    onStopFailure: (error) => void heard.push(error),
    heartbeat: "",
    heartbeatMs: 0,
    signal: () => undefined,
    closing: () => undefined,
    outlive: (work) => void work.then(() => heard.push("stopped")),
    ...init,
  });
  return { pump, heard };
}

async function chunksOf(pump: StreamPump): Promise<string[]> {
  const chunks: string[] = [];
  for await (const chunk of pump) chunks.push(chunk);
  return chunks;
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

const never = new Promise<never>(() => {});

/** Items whose giving a test watches. */
class Watched implements AsyncIterable<string>, AsyncIterator<string> {
  asked = 0;
  returned = 0;
  readonly #give: (index: number) => string | Promise<string>;

  constructor(give: (index: number) => string | Promise<string>) {
    this.#give = give;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<string>> {
    return { done: false, value: await this.#give(this.asked++) };
  }

  async return(): Promise<IteratorResult<string>> {
    this.returned++;
    return { done: true, value: undefined };
  }
}

describe("items that come quickly leave together", () => {
  const texts = Array.from({ length: 10_000 }, (_, id) => `{"id":${id}}`);
  async function* later(): AsyncGenerator<string> {
    yield* texts;
  }

  test.each<[string, PumpInit["items"]]>([
    ["from a list", () => texts],
    ["from an async generator", later],
  ])("%s", async (_, items) => {
    const chunks = await chunksOf(pumped(items, { open: "[", close: "]" }).pump);
    expect(chunks.join("")).toBe(`[${texts.join("")}]`);
    expect(chunks.length).toBeLessThanOrEqual(10);
  });

  test("in chunks of about the same size", async () => {
    const chunks = await chunksOf(pumped(() => texts).pump);
    for (const chunk of chunks.slice(0, -1)) {
      expect(chunk.length).toBeGreaterThanOrEqual(32 * 1024);
      expect(chunk.length).toBeLessThan(32 * 1024 + 20);
    }
  });
});

test("no item is held back by a slow next one", async () => {
  async function* slow(): AsyncGenerator<string> {
    yield "a";
    yield "b";
    await never;
  }
  const { pump } = pumped(slow, { open: "[" });
  expect(await pump.next()).toEqual({ done: false, value: "[ab" });
});

test("nothing is asked for before the first chunk is, and then no more than a chunk ahead", async () => {
  const source = new Watched(() => "x".repeat(1024));
  const { pump } = pumped(() => source);
  await pause(20);
  expect(source.asked).toBe(0);
  await pump.next();
  await pause(20);
  expect(source.asked).toBe(32);
  await pump.next();
  await pause(20);
  expect(source.asked).toBe(64);
  await pump.return();
});

test("promises among items are awaited in their order", async () => {
  const items = (): unknown[] => [pause(10).then(() => "a"), "b", Promise.resolve("c")];
  expect((await chunksOf(pumped(items as never).pump)).join("")).toBe("abc");
});

test("a text that is a promise is awaited before the next item", async () => {
  const write = (item: unknown): Promise<string> => pause(2).then(() => `${String(item)};`);
  expect((await chunksOf(pumped(() => ["a", "b"], { write }).pump)).join("")).toBe("a;b;");
});

test("an empty stream has its brackets, or nothing at all", async () => {
  expect(await chunksOf(pumped(() => [], { open: "[", close: "]" }).pump)).toEqual(["[]"]);
  expect(await chunksOf(pumped(() => []).pump)).toEqual([]);
});

test("a stream that is over stays over", async () => {
  const { pump } = pumped(() => ["a"]);
  await chunksOf(pump);
  expect(await pump.next()).toEqual({ done: true, value: undefined });
});

describe("a failure half-way", () => {
  test.each<[string, PumpInit["items"]]>([
    [
      "of an async generator",
      async function* () {
        yield "a";
        throw new Error("disk gone");
      },
    ],
    [
      "of a generator",
      function* () {
        yield "a";
        throw new Error("disk gone");
      },
    ],
    ["of a promise among the items", () => ["a", Promise.reject(new Error("disk gone"))]],
  ])("%s comes after what was there, with last words", async (_, items) => {
    const { pump } = pumped(items);
    expect(await pump.next()).toEqual({ done: false, value: "a!Error: disk gone" });
    await expect(pump.next()).rejects.toThrow("disk gone");
    expect((await pump.next()).done).toBe(true);
  });

  test("of an item's text stops the source", async () => {
    const source = new Watched(String);
    const write = (item: unknown): string => {
      if (item === "1") throw new Error("no text");
      return item as string;
    };
    const { pump } = pumped(() => source, { write });
    expect((await pump.next()).value).toBe("0!Error: no text");
    await expect(pump.next()).rejects.toThrow("no text");
    expect([source.asked, source.returned]).toEqual([2, 1]);
  });

  test("that is no object is one for whoever logs it", async () => {
    async function* failing(): AsyncGenerator<string> {
      yield "a";
      // oxlint-disable-next-line typescript/only-throw-error -- as programs do
      throw "text";
    }
    const told: unknown[] = [];
    const { pump } = pumped(failing, { lastWords: (error) => String(told.push(error)) });
    await pump.next();
    const thrown: unknown = await pump.next().catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(Error);
    expect(thrown).toMatchObject({ cause: "text" });
    expect(told).toEqual([thrown]);
  });

  test("that cannot be told still ends the stream", async () => {
    const lastWords = (): never => {
      throw new Error("no words");
    };
    const { pump } = pumped(() => ["a", Promise.reject(new Error("disk gone"))], { lastWords });
    expect((await pump.next()).value).toBe("a");
    await expect(pump.next()).rejects.toThrow("disk gone");
  });
});

describe("the beginning", () => {
  test("of a list needs no waiting", () => {
    expect(pumped(() => ["a"]).pump.begin(1000)).toBeUndefined();
    expect(pumped(() => []).pump.begin(1000)).toBeUndefined();
  });

  test("waits for the first item, and keeps it", async () => {
    async function* slow(): AsyncGenerator<string> {
      await pause(20);
      yield "a";
    }
    const { pump } = pumped(slow);
    await pump.begin(Infinity);
    expect(await chunksOf(pump)).toEqual(["a"]);
  });

  test("waits no longer than it may", async () => {
    const { pump } = pumped(() => new Watched(() => never), { open: "[" });
    await pump.begin(20);
    expect((await pump.next()).value).toBe("[");
    await pump.return();
  });

  test.each<[string, PumpInit["items"]]>([
    [
      "an async generator",
      async function* () {
        yield* [];
        throw new Error("no table");
      },
    ],
    [
      "what opens it",
      () => ({
        [Symbol.asyncIterator]() {
          throw new Error("no table");
        },
      }),
    ],
  ])("that fails is the failure of %s, without last words", async (_, items) => {
    const { pump } = pumped(items, { open: "[" });
    await expect(async () => pump.begin(1000)).rejects.toThrow("no table");
    expect(await chunksOf(pump)).toEqual([]);
  });

  test("that fails keeps what was thrown as it was", async () => {
    const { pump } = pumped(() => [Promise.reject("text")]);
    await expect(pump.begin(1000)).rejects.toBe("text");
  });

  test.each<[string, PumpInit["items"]]>([
    ["later", () => ["a", Promise.reject(new Error("disk gone"))]],
    [
      "at once",
      function* () {
        yield "a";
        throw new Error("disk gone");
      },
    ],
  ])("is over when the first item has come: what fails %s is half-way", async (_, items) => {
    const { pump } = pumped(items);
    await pump.begin(1000);
    expect((await pump.next()).value).toBe("a!Error: disk gone");
    await expect(pump.next()).rejects.toThrow("disk gone");
  });
});

describe("whoever stops reading", () => {
  test("stops the source, once", async () => {
    const source = new Watched(() => "x".repeat(40_000));
    const { pump } = pumped(() => source);
    await pump.next();
    await pump.return();
    await pump.return();
    expect(source.returned).toBe(1);
    expect((await pump.next()).done).toBe(true);
    expect(source.asked).toBe(1);
  });

  test("runs a generator's finally", async () => {
    let closed = false;
    const { pump } = pumped(function* () {
      try {
        for (;;) yield "x".repeat(40_000);
      } finally {
        closed = true;
      }
    });
    await pump.next();
    await pump.return();
    expect(closed).toBe(true);
  });

  test("before the first item lets go of the items without beginning", async () => {
    const source = new Watched(String);
    const { pump, heard } = pumped(() => source);
    await pump.return();
    expect([heard, source.asked, source.returned]).toEqual([["discarded"], 0, 0]);
  });

  test("does not stop a source that is over", async () => {
    const source = new Watched(String);
    source.next = () => Promise.resolve({ done: true, value: undefined });
    const { pump } = pumped(() => source);
    await chunksOf(pump);
    await pump.return();
    expect(source.returned).toBe(0);
  });

  test("tells a source at once that waits for ever, and does not wait with it", async () => {
    const source = new Watched((index) => (index === 0 ? "a" : never));
    source.return = () => (source.returned++, never);
    const { pump } = pumped(() => source);
    await pump.next();
    const stopped = pump.return();
    expect(source.returned).toBe(1);
    await stopped;
  });

  test("wakes whoever waits for a chunk", async () => {
    const { pump } = pumped(() => new Watched(() => never));
    const waiting = pump.next();
    await pump.return();
    expect((await waiting).done).toBe(true);
  });

  test("hears nothing of a source that fails then; someone else does", async () => {
    const source = new Watched(() => "x".repeat(40_000));
    source.return = () => Promise.reject(new Error("no close"));
    const { pump, heard } = pumped(() => source);
    await pump.next();
    await pump.return();
    expect(heard).toEqual([new Error("no close")]);
  });

  test("leaves an item that comes later unwritten", async () => {
    let written = 0;
    const { pump } = pumped(() => new Watched((index) => pause(10).then(() => String(index))), {
      write: () => String(written++),
    });
    const waiting = pump.next();
    await pump.return();
    await waiting;
    await pause(30);
    expect(written).toBe(0);
  });
});

describe("a signal", () => {
  test("lets a source finish that gives its last items", async () => {
    const controller = new AbortController();
    async function* polite(): AsyncGenerator<string> {
      yield "a";
      await new Promise((resolve) => {
        controller.signal.addEventListener("abort", resolve, { once: true });
      });
      yield "bye";
    }
    const { pump } = pumped(polite, { signal: () => controller.signal, close: "]" });
    expect((await pump.next()).value).toBe("a");
    controller.abort();
    expect((await pump.next()).value).toBe("bye]");
  });

  test("stops a source that gives nothing more for a second", async () => {
    const controller = new AbortController();
    const source = new Watched((index) => (index === 0 ? "a" : never));
    const { pump } = pumped(() => source, { signal: () => controller.signal });
    await pump.next();
    const before = performance.now();
    controller.abort(new Error("left"));
    await expect(pump.next().then(() => pump.next())).rejects.toThrow("left");
    expect(performance.now() - before).toBeGreaterThan(900);
    expect(source.returned).toBe(1);
  });

  test("that has fired before is heard too", async () => {
    const { pump } = pumped(() => new Watched(() => never), {
      signal: () => AbortSignal.abort(new Error("left")),
    });
    await expect(async () => pump.begin(Infinity)).rejects.toThrow("left");
  });

  test("is not asked for by a stream that is over at once", () => {
    let asked = 0;
    const signal = (): undefined => void asked++;
    void pumped(() => ["a"], { signal }).pump.begin(0);
    expect(asked).toBe(0);
  });

  /** A signal that counts who listens. */
  function counted(): { signal: AbortSignal; listeners(): number } {
    const { signal } = new AbortController();
    let count = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => (count++, add(...args));
    signal.removeEventListener = (...args: Parameters<typeof remove>) => (count--, remove(...args));
    return { signal, listeners: () => count };
  }

  test.each<[string, (pump: StreamPump) => Promise<unknown>, (index: number) => string]>([
    ["its end", chunksOf, () => "x".repeat(20_000)],
    [
      "its failure",
      (pump) => chunksOf(pump).catch(() => {}),
      () => JSON.parse("nonsense") as string,
    ],
    ["being left", (pump) => pump.next().then(() => pump.return()), () => "x".repeat(20_000)],
  ])("is let go of by a stream at %s", async (_, read, give) => {
    const { listeners, signal } = counted();
    const source = new Watched((index) => (index === 0 ? "a" : give(index)));
    const next = source.next.bind(source);
    source.next = () =>
      source.asked < 3 ? next() : Promise.resolve({ done: true, value: undefined });
    const { pump } = pumped(() => source, { signal: () => signal, closing: () => signal });
    const begun = pump.begin(1000);
    expect(listeners()).toBe(2);
    await begun;
    await read(pump);
    expect(listeners()).toBe(0);
  });
});

describe("a stream that is to end although its source has more", () => {
  const closing = (): { readonly close: () => void; readonly init: Partial<PumpInit> } => {
    const controller = new AbortController();
    return {
      close: () => controller.abort(),
      init: { closing: () => controller.signal, close: "]" },
    };
  };

  test("ends at once while an item is waited for, and its source is told", async () => {
    const { close, init } = closing();
    const source = new Watched((index) => (index === 0 ? "a" : never));
    const { heard, pump } = pumped(() => source, init);
    expect((await pump.next()).value).toBe("a");
    const rest = chunksOf(pump);
    close();
    expect(await rest).toEqual(["]"]);
    await pause(0);
    expect([source.returned, heard]).toEqual([1, ["stopped"]]);
  });

  test("sends the item that is being written before", async () => {
    const { close, init } = closing();
    const source = new Watched((index) => String(index));
    let finish: (text: string) => void = () => {};
    const write = (item: unknown): string | Promise<string> =>
      item === "0"
        ? "first"
        : new Promise((resolve) => {
            finish = resolve;
          });
    const { pump } = pumped(() => source, { ...init, write });
    expect((await pump.next()).value).toBe("first");
    const rest = chunksOf(pump);
    close();
    finish(" second");
    expect((await rest).join("")).toBe(" second]");
    expect([source.asked, source.returned]).toEqual([2, 1]);
  });

  test("sends what nobody has taken yet before", async () => {
    const { close, init } = closing();
    const source = new Watched(() => "x".repeat(20_000));
    const { pump } = pumped(() => source, init);
    await pump.begin(1_000);
    await pause(5);
    close();
    const text = (await chunksOf(pump)).join("");
    expect(text).toBe(`${"x".repeat(20_000 * source.asked)}]`);
    expect(source.returned).toBe(1);
  });

  test("has a head if no item has come yet", async () => {
    const { close, init } = closing();
    const { pump } = pumped(() => new Watched(() => never), init);
    const begun = pump.begin(Infinity);
    close();
    await begun;
    expect(await chunksOf(pump)).toEqual(["]"]);
  });

  test("ends before it begins if it is known by then", async () => {
    const { close, init } = closing();
    close();
    const source = new Watched(() => never);
    const { pump } = pumped(() => source, init);
    expect(await chunksOf(pump)).toEqual(["]"]);
    expect(source.returned).toBe(1);
  });

  test("has nothing to say about a source that fails because of that", async () => {
    const { close, init } = closing();
    let fail: (error: Error) => void = () => {};
    const waiting = new Promise<never>((_, reject) => {
      fail = reject;
    });
    const { heard, pump } = pumped(() => new Watched(() => waiting), init);
    const chunks = chunksOf(pump);
    close();
    fail(new Error("stopped"));
    expect(await chunks).toEqual(["]"]);
    await pause(0);
    expect(heard).toEqual(["stopped"]);
  });
});

describe("a heartbeat", () => {
  const beating = { heartbeat: ":\n\n", heartbeatMs: 5 };

  test("comes while there is nothing to send", async () => {
    const { pump } = pumped(() => new Watched(() => never), beating);
    for (let i = 0; i < 3; i++) expect((await pump.next()).value).toBe(":\n\n");
    await pump.return();
  });

  test("does not pile up while nobody reads", async () => {
    const { pump } = pumped(() => new Watched(() => never), beating);
    await pump.next();
    await pause(50);
    expect((await pump.next()).value).toBe(":\n\n");
    await pump.return();
  });

  test("never comes if it is 0", async () => {
    const { pump } = pumped(() => new Watched(() => never), { ...beating, heartbeatMs: 0 });
    const first = await Promise.race([pump.next(), pause(30)]);
    expect(first).toBeUndefined();
    await pump.return();
  });

  test("ends with the stream", async () => {
    const { pump } = pumped(() => ["a"], beating);
    expect(await chunksOf(pump)).toEqual(["a"]);
    await pause(20);
    expect((await pump.next()).done).toBe(true);
  });
});
