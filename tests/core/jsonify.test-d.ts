// What the compiler promises about jsonify: the value's type, the status, and that data is no option.

import { expectTypeOf } from "vitest";
import { jsonify } from "../../src/index.ts";
import type { JsonResponse } from "../../src/index.ts";

const users = [{ id: 1, username: "sweety" }];
type Users = { id: number; username: string }[];

expectTypeOf(jsonify()).toEqualTypeOf<JsonResponse<{}, 200>>();
expectTypeOf(jsonify(users)).toEqualTypeOf<JsonResponse<Users, 200>>();
expectTypeOf(jsonify({ users, total: 1 })).toEqualTypeOf<
  JsonResponse<{ users: Users; total: number }, 200>
>();
expectTypeOf(jsonify(users, 201)).toEqualTypeOf<JsonResponse<Users, 201>>();
expectTypeOf(jsonify(users, { status: 202 })).toEqualTypeOf<JsonResponse<Users, 202>>();
expectTypeOf(jsonify(users, { indent: 2 })).toEqualTypeOf<JsonResponse<Users, 200>>();
expectTypeOf(jsonify(users, {})).toEqualTypeOf<JsonResponse<Users, 200>>();
expectTypeOf(jsonify(users, Number("201"))).toEqualTypeOf<JsonResponse<Users, number>>();
expectTypeOf(jsonify(users, 404).status).toEqualTypeOf<404>();
expectTypeOf(jsonify(users).value).toEqualTypeOf<Users>();

// A response of one thing may be given where any is wanted.
expectTypeOf(jsonify(users, 201)).toExtend<JsonResponse>();

// @ts-expect-error two values: write jsonify([a, b])
jsonify(users, users);
// @ts-expect-error nor an object of data
jsonify(users, users[0]);
// @ts-expect-error nor text
jsonify(users, "201");
// @ts-expect-error nor null
jsonify(users, null);
// @ts-expect-error a status is a number
jsonify(users, { status: "201" });
// @ts-expect-error three values
jsonify(users, 200, users);
// @ts-expect-error an indent is a number or text
jsonify(users, { indent: true });
// @ts-expect-error there is no such choice
jsonify(users, { bigint: "digits" });
