// Requests that run at the same time must not see anything of each other.
import fc from "fast-check";
import { expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { Blueprint } from "../../src/core/blueprint.ts";
import { jsonify } from "../../src/core/jsonify.ts";
import { provide } from "../../src/core/provide.ts";
import { recordedLog } from "./recorded-log.ts";

const pause = async (turns: number): Promise<void> => {
  for (let i = 0; i < turns; i++) await Promise.resolve();
};

test("values, g, providers, hooks, errors and teardown belong to one request each", async () => {
  const tornDown = new Map<string, unknown>();
  const app = new Hipflask({ log: recordedLog() });
  const user = provide(async ({ headers, params }, onCleanup) => {
    await pause(Number(headers.get("x-pause")));
    onCleanup((error) => void tornDown.set(headers.get("x-id")!, error));
    return { id: params["id"], token: headers.get("x-id") };
  });
  const blueprint = new Blueprint("b", { urlPrefix: "/<tenant>" });
  blueprint.urlValuePreprocessor((values, { g }) => {
    g["tenant"] = values["tenant"];
    delete values["tenant"];
  });
  blueprint.beforeRequest(async ({ g, headers }) => {
    await pause(Number(headers.get("x-pause")) % 3);
    g["id"] = headers.get("x-id");
  });
  blueprint.afterRequest(async (response, { g, headers }) => {
    await pause(Number(headers.get("x-pause")) % 2);
    response.headers.set("x-seen", `${String(g["id"])} ${String(g["tenant"])}`);
  });
  blueprint.errorHandler(TypeError, (error, { params }) =>
    jsonify({ failed: error.message, id: params["id"] }, 500),
  );
  blueprint.post("/<int:id>", async (context) => {
    const { afterThisRequest, g, id, json, params } = context;
    const made = await user(context);
    afterThisRequest((response) => response.headers.set("x-own", String(id)));
    if (id % 5 === 0) throw new TypeError(`no ${id}`);
    if (id % 7 === 0) throw new Error(`unforeseen ${id}`);
    return {
      id,
      params,
      made,
      g: { ...g },
      body: await json(),
      same: made === (await user(context)),
    };
  });
  app.register(blueprint);

  const one = async (id: number, turns: number): Promise<void> => {
    const key = `request-${id}`;
    const tenant = `tenant-${id}`;
    const response = await app.testClient().post(`/${tenant}/${id}`, {
      headers: { "x-id": key, "x-pause": String(turns), "content-type": "application/json" },
      body: JSON.stringify({ secret: id }),
    });
    expect(response.headers.get("x-seen")).toBe(`${key} ${tenant}`);
    expect(response.headers.get("x-own")).toBe(String(id));
    const body = await response.json();
    if (id % 5 === 0) expect(body).toEqual({ failed: `no ${id}`, id });
    else if (id % 7 === 0)
      expect(body).toMatchObject({ status: 500, instance: `/${tenant}/${id}` });
    else {
      const made = { id, token: key };
      const g = { tenant, id: key };
      expect(body).toEqual({ id, params: { id }, made, g, body: { secret: id }, same: true });
    }
    const unforeseen = id % 5 !== 0 && id % 7 === 0 ? new Error(`unforeseen ${id}`) : undefined;
    expect(tornDown.get(key)).toEqual(unforeseen);
  };

  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 10_000 }), fc.nat(8)), {
        minLength: 2,
        maxLength: 30,
        selector: ([id]) => id,
      }),
      async (requests) => {
        await Promise.all(requests.map(async ([id, turns]) => one(id, turns)));
      },
    ),
    { numRuns: 50 },
  );
});
