import { expectTypeOf, test } from "vitest";
import { Config, Hipflask, Secret } from "../../src/index.ts";

const noLabels: Record<string, string> = {};

const config = new Config({
  pageSize: 20,
  hosts: ["localhost"],
  database: { url: "", pool: { size: 5 } },
  key: new Secret(""),
  owner: null as string | null,
  labels: noLabels,
  since: new Date(0),
});

test("values have the types of their defaults, and are read-only", () => {
  const { values } = config;
  expectTypeOf(values.pageSize).toEqualTypeOf<number>();
  expectTypeOf(values.hosts).toEqualTypeOf<string[]>();
  expectTypeOf(values.database.pool.size).toEqualTypeOf<number>();
  expectTypeOf(values.key).toEqualTypeOf<Secret>();
  expectTypeOf(values.owner).toEqualTypeOf<string | null>();
  expectTypeOf(values.labels["tier"]).toEqualTypeOf<string | undefined>();
  expectTypeOf(values.since).toEqualTypeOf<Date>();
  // @ts-expect-error: nobody changes them any more.
  values.database.url = "";
  // @ts-expect-error: there is no such setting.
  void values.pageSzie;
});

test("an application has the values of its configuration", () => {
  expectTypeOf(new Hipflask({ config }).config.database.url).toEqualTypeOf<string>();
  expectTypeOf(new Hipflask().config).toEqualTypeOf<{}>();
});

test("any part can be loaded, and a secret as text", () => {
  config.load({ database: { pool: { size: 1 } }, key: "text" });
  // @ts-expect-error: it must be a number.
  config.load({ pageSize: "20" });
  // @ts-expect-error: there is no such setting.
  config.load({ pageSzie: 20 });
});
