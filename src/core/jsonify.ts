// `jsonify`, and the response that keeps its value until it is sent, so that hooks,
// tests and typed clients see data and not bytes.

import { optionNames, type JSONOptions } from "../json/policy.ts";
import { defaultProvider, jsonMimetype } from "../json/provider.ts";
import { Response, type BodySource, type ResponseInit } from "./response.ts";

/** How a value is sent: status, media type, fields, and the options of `dumps`. */
export interface JsonifyInit extends ResponseInit, JSONOptions {}

type StatusOf<Init> = Init extends number
  ? Init
  : Init extends { readonly status: infer Status extends number }
    ? Status
    : 200;

/** A response whose body is a value. `Value` and `Status` are what a typed client sees. */
export class JsonResponse<
  out Value = unknown,
  out Status extends number = number,
> extends Response {
  /** What will be encoded when the response is sent. */
  readonly value: Value;
  /** The options of `dumps`, where the call gave some. */
  readonly jsonOptions: JsonifyInit | undefined;

  constructor(value: Value, init: JsonifyInit | undefined, mimetype: string) {
    super(null, init === undefined ? { mimetype } : responseInit(init, mimetype));
    this.value = value;
    this.jsonOptions = init;
  }

  override get status(): Status {
    return super.status as Status;
  }

  override set status(status: number) {
    super.status = status;
  }

  /** As `body`, but promises in the value are awaited. */
  override async text(): Promise<string> {
    return defaultProvider.encode(this.value, this.jsonOptions);
  }

  override async bytes(): Promise<Uint8Array> {
    return new TextEncoder().encode(await this.text());
  }

  /** The value as JSON text, with Hipflask's defaults; the application's own choices apply when it is sent. */
  override get body(): string {
    return defaultProvider.dumps(this.value, this.jsonOptions);
  }

  /** @throws {TypeError} `response-body`: the value is the body. */
  override set body(_body: BodySource) {
    throw new TypeError(
      "Cannot set the body of a JSON response: it is made of the response's value when it is sent\n" +
        "Fix: return jsonify(value), or a new Response    [response-body]",
    );
  }
}

// One shape for all calls. A spread makes a new one each time, which costs as much as sending does.
function responseInit({ status, headers, etag }: JsonifyInit, mimetype: string): ResponseInit {
  return { status, mimetype, headers, etag };
}

const knownOptions: ReadonlySet<string> = new Set([
  "status",
  "mimetype",
  "headers",
  "etag",
  ...optionNames,
] satisfies (keyof JsonifyInit)[]);

/**
 * Makes any value a JSON response.
 *
 * | call | answer |
 * |---|---|
 * | `jsonify()` | `{}`, 200, `application/json` |
 * | `jsonify(users)` | the value |
 * | `jsonify({ users, total })` | named values |
 * | `jsonify(users, 201)` | with a status |
 * | `jsonify(users, { status, mimetype, headers, indent })` | with everything |
 *
 * @throws {TypeError} `jsonify-options` if the second argument is data.
 * @example
 * await jsonify().text(); // => "{}"
 * const users = [{ id: 1, username: "sweety" }];
 * await jsonify({ users }).text(); // => '{"users":[{"id":1,"username":"sweety"}]}'
 * jsonify(users, 201).status; // => 201
 * jsonify(users, { headers: { "x-total": "1" } }).headers.get("x-total"); // => "1"
 * jsonify([1], [2] as never); // throws jsonify([a, b])
 * @see Flask's `jsonify`
 */
export function jsonify<Value = {}, const Init extends number | JsonifyInit = 200>(
  value?: Value,
  init?: Init,
): JsonResponse<Value, StatusOf<Init>> {
  const content = arguments.length === 0 ? ({} as Value) : (value as Value);
  if (init === undefined) return new JsonResponse(content, undefined, jsonMimetype);
  if (typeof init === "number") return new JsonResponse(content, { status: init }, jsonMimetype);
  checkOptions(init);
  return new JsonResponse(content, init, init.mimetype ?? jsonMimetype);
}

function checkOptions(init: unknown): void {
  if (typeof init === "object" && init !== null && !Array.isArray(init)) {
    const unknown = Object.keys(init).find((name) => !knownOptions.has(name));
    if (unknown === undefined) return;
    throw new TypeError(
      `Cannot jsonify with option ${JSON.stringify(unknown)}: the second argument is a status or options, not data\n` +
        `Fix: to send two values write jsonify([a, b]), to name them jsonify({ a, b })    [jsonify-options]`,
    );
  }
  throw new TypeError(
    `Cannot jsonify two values: the second argument is a status or options, not data\n` +
      `Fix: to send two values write jsonify([a, b]), to name them jsonify({ a, b })    [jsonify-options]`,
  );
}
