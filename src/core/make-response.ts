// A response of whatever a handler may return, so that its fields can be changed before it is returned.

import { HeaderFields, type HeaderFieldsInit } from "../http/headers.ts";
import { Response } from "./response.ts";
import type { Returnable } from "./returnable.ts";
import { toResponse } from "./returned.ts";

/**
 * Makes the response that returning the value would make.
 *
 * @param status Of the response; its own unless given.
 * @param headers Replace those of the same names; a list gives a field several lines.
 * @throws {TypeError} `nothing-returned`, `header-name`, `header-value`.
 * @throws {RangeError} `response-status`
 * @example
 * const response = makeResponse([{ id: 1 }], 201, { location: "/users/1" });
 * response.setCookie("seen", "yes");
 * [response.status, await response.json()]; // => [201, [{ id: 1 }]]
 * makeResponse("hi", 200, { "x-tag": ["a", "b"] }).headers.getAll("x-tag"); // => ["a", "b"]
 * makeResponse().status; // => 200
 * @see Flask's `make_response`
 */
export function makeResponse(
  value?: Returnable,
  status?: number,
  headers?: HeaderFieldsInit,
): Response {
  const response = arguments.length === 0 ? new Response("") : toResponse(value);
  if (status !== undefined) response.status = status;
  if (headers === undefined) return response;
  const given = new HeaderFields(headers);
  for (const name of new Set(given.keys())) response.headers.delete(name);
  for (const [name, line] of given) response.headers.append(name, line);
  return response;
}
