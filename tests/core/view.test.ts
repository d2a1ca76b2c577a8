import { describe, expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { viewHandler } from "../../src/core/view.ts";
import type { Context } from "../../src/core/context.ts";

describe("a view", () => {
  test("of an object answers the methods that it has", async () => {
    const app = new Hipflask();
    app.view("/users/<int:id>", {
      get: ({ id }) => ({ id }),
      delete: ({ id }) => ({ deleted: id }),
    });
    const client = app.testClient();
    expect(await (await client.get("/users/7")).json()).toEqual({ id: 7 });
    expect(await (await client.delete("/users/7")).json()).toEqual({ deleted: 7 });
    expect((await client.put("/users/7")).headers.get("allow")).toBe("DELETE, GET, HEAD, OPTIONS");
    expect((await client.head("/users/7")).headers.get("content-length")).toBe("8");
  });

  test("of a class has its instance as this, and methods of its own beside", async () => {
    class Counter {
      #count = 0;
      get(): number {
        return this.#count;
      }
      post({ amount }: Context<"/counter/<int:amount>">): number {
        return this.add(amount);
      }
      add(amount: number): number {
        this.#count += amount;
        return this.#count;
      }
    }
    class LoudCounter extends Counter {
      override get(): never {
        return `${super.get()}!` as never;
      }
    }
    const app = new Hipflask();
    app.view("/counter/<int:amount>", new LoudCounter());
    const client = app.testClient();
    expect(await (await client.post("/counter/3")).json()).toBe(3);
    expect(await (await client.get("/counter/0")).text()).toBe("3!");
  });

  test("may answer HEAD and OPTIONS itself", async () => {
    const app = new Hipflask();
    app.view("/x", {
      get: () => "get",
      head: () => "head!",
      options: () => "options",
    });
    const client = app.testClient();
    expect((await client.head("/x")).headers.get("content-length")).toBe("5");
    expect(await (await client.options("/x")).text()).toBe("options");
  });

  test("is one route, called as its class is, or as its options say", () => {
    class Users {
      get(): string {
        return "x";
      }
    }
    const app = new Hipflask();
    expect(app.view("/a", new Users()).methods).toEqual(["GET"]);
    app.view("/b", { name: "people" }, new Users());
    app.view("/c", { get: () => "x" });
    expect(app.routes().map(({ endpoint }) => endpoint)).toEqual(["Users", "people", null]);
  });
});

describe("what is no view is refused, with what to write", () => {
  class Users {
    get(): string {
      return "x";
    }
  }

  test.each([
    ["nothing", {}, "it answers no method", "give it a function such as get"],
    ["a class", Users, "the last argument is a class", "new Users()"],
    ["a function", () => "x", "of type function", "give an object or an instance"],
    ["null", null, "is null", "give an object or an instance"],
    ["text", "get", "of type string", "give an object or an instance"],
    ["a slip", { get: () => "x", gett: () => "x" }, '"gett" is no method', "write get, head"],
    ["no function", { get: "x" }, "its get is no function", "write get: (context) => …"],
  ])("%s", (_, view, problem, fix) => {
    expect(() => viewHandler("/x", view)).toThrow(
      expect.objectContaining({
        code: "view",
        message: expect.stringContaining(problem),
        fix: expect.stringContaining(fix),
      }),
    );
  });
});
