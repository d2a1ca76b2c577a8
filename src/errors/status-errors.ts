// A class for each status of a failure, so that handlers can be registered for it and programs can throw it.
// Those whose status asks for a header field take it in a form that cannot be got wrong.

import { httpDate } from "../http/date.ts";
import { HeaderFields, type HeaderFieldsInit } from "../http/headers.ts";
import { HTTPError, type HTTPErrorInit } from "./http-error.ts";

/** A class whose instances all have one status. */
export interface StatusErrorClass<Init extends HTTPErrorInit = HTTPErrorInit> {
  new (detail?: string, init?: Init): StatusError;
  readonly status: number;
}

/** An error of such a class. */
export interface StatusError extends HTTPError {
  readonly headers: HeaderFields;
}

export interface ChallengeInit extends HTTPErrorInit {
  /** One challenge or several: `Bearer realm="api"`. */
  readonly wwwAuthenticate?: string | readonly string[] | undefined;
}

export interface ProxyChallengeInit extends HTTPErrorInit {
  /** One challenge or several. */
  readonly proxyAuthenticate?: string | readonly string[] | undefined;
}

export interface AllowInit extends HTTPErrorInit {
  /** The methods that would do. */
  readonly allow?: readonly string[] | undefined;
}

export interface RetryInit extends HTTPErrorInit {
  /** Seconds from now, or when. */
  readonly retryAfter?: number | Date | undefined;
}

export interface RangeInit extends HTTPErrorInit {
  /** The size of the whole, in bytes. */
  readonly completeLength?: number | undefined;
}

export interface UpgradeInit extends HTTPErrorInit {
  /** The protocols that would do: `["websocket"]`. */
  readonly upgrade?: readonly string[] | undefined;
}

type Fields = Readonly<Record<string, string | readonly string[] | undefined>>;

function ofStatus<Init extends HTTPErrorInit = HTTPErrorInit>(
  status: number,
  name: string,
  fieldsOf?: (init: Init) => Fields,
): StatusErrorClass<Init> {
  return class extends HTTPError {
    static readonly status = status;
    override readonly name: string = name;
    declare readonly headers: HeaderFields;

    constructor(detail?: string, init?: Init) {
      const headers = withFields(init?.headers, init === undefined ? undefined : fieldsOf?.(init));
      super(status, detail, { ...init, headers });
    }
  };
}

function withFields(given: HeaderFieldsInit | undefined, more: Fields = {}): HeaderFields {
  const fields = new HeaderFields(given);
  for (const [name, value] of Object.entries(more)) {
    if (value === undefined) continue;
    fields.delete(name);
    for (const line of typeof value === "string" ? [value] : value) fields.append(name, line);
  }
  return fields;
}

const challengeFields = (init: ChallengeInit): Fields => ({
  "www-authenticate": init.wwwAuthenticate,
});
const proxyChallengeFields = (init: ProxyChallengeInit): Fields => ({
  "proxy-authenticate": init.proxyAuthenticate,
});
const allowFields = (init: AllowInit): Fields => ({ allow: init.allow?.join(", ") });
const upgradeFields = (init: UpgradeInit): Fields => ({ upgrade: init.upgrade?.join(", ") });
const rangeFields = ({ completeLength }: RangeInit): Fields => ({
  "content-range": completeLength === undefined ? undefined : `bytes */${completeLength}`,
});
const retryFields = ({ retryAfter }: RetryInit): Fields => ({
  "retry-after": retryAfter === undefined ? undefined : retryAfterText(retryAfter),
});

function retryAfterText(when: number | Date): string {
  const time = typeof when === "number" ? when : when.getTime();
  if (!Number.isFinite(time) || time < 0) {
    throw new RangeError(
      `Cannot ask to retry after ${String(when)}: it must be a number of seconds from 0, or a valid Date\n` +
        `Fix: write retryAfter: 30, or new Date(Date.now() + 30_000)    [retry-after]`,
    );
  }
  // A fraction is rounded up: who comes back too early is refused again.
  return typeof when === "number" ? String(Math.ceil(when)) : httpDate(time);
}

export class BadRequest extends ofStatus(400, "BadRequest") {}

/**
 * Who is asking is not known: 401. `wwwAuthenticate` says how to say so.
 *
 * @example
 * const error = new Unauthorized("sign in", { wwwAuthenticate: 'Basic realm="users"' });
 * [...error.headers]; // => [["www-authenticate", 'Basic realm="users"']]
 */
export class Unauthorized extends ofStatus(401, "Unauthorized", challengeFields) {}

export class PaymentRequired extends ofStatus(402, "PaymentRequired") {}
export class Forbidden extends ofStatus(403, "Forbidden") {}

/**
 * No such thing: 404.
 *
 * @example
 * const app = new Hipflask();
 * app.get("/users/<int:id>", ({ id }) => {
 *   throw new NotFound(`no user ${id}`);
 * });
 * app.errorHandler(NotFound, (error) => ({ sorry: error.detail ?? "" }));
 * const response = await app.testClient().get("/users/7");
 * [response.status, await response.json()]; // => [404, { sorry: "no user 7" }]
 */
export class NotFound extends ofStatus(404, "NotFound") {}

/**
 * Not with this method: 405. `allow` lists those that do.
 *
 * @example
 * new MethodNotAllowed("read only", { allow: ["GET", "HEAD"] }).headers.get("allow"); // => "GET, HEAD"
 */
export class MethodNotAllowed extends ofStatus(405, "MethodNotAllowed", allowFields) {}

export class NotAcceptable extends ofStatus(406, "NotAcceptable") {}

/** A proxy does not know who is asking: 407. `proxyAuthenticate` says how to say so. */
export class ProxyAuthenticationRequired extends ofStatus(
  407,
  "ProxyAuthenticationRequired",
  proxyChallengeFields,
) {}

export class RequestTimeout extends ofStatus(408, "RequestTimeout") {}
export class Conflict extends ofStatus(409, "Conflict") {}
export class Gone extends ofStatus(410, "Gone") {}
export class LengthRequired extends ofStatus(411, "LengthRequired") {}
export class PreconditionFailed extends ofStatus(412, "PreconditionFailed") {}

/** A body that is too large: 413. With `retryAfter`, only for now. */
export class ContentTooLarge extends ofStatus(413, "ContentTooLarge", retryFields) {}

export class URITooLong extends ofStatus(414, "URITooLong") {}
export class UnsupportedMediaType extends ofStatus(415, "UnsupportedMediaType") {}

/**
 * No such part: 416. `completeLength` is how many bytes there are.
 *
 * @example
 * new RangeNotSatisfiable("", { completeLength: 47 }).headers.get("content-range"); // => "bytes *\/47"
 */
export class RangeNotSatisfiable extends ofStatus(416, "RangeNotSatisfiable", rangeFields) {}

export class ExpectationFailed extends ofStatus(417, "ExpectationFailed") {}
export class ImATeapot extends ofStatus(418, "ImATeapot") {}
export class MisdirectedRequest extends ofStatus(421, "MisdirectedRequest") {}
export class UnprocessableContent extends ofStatus(422, "UnprocessableContent") {}
export class Locked extends ofStatus(423, "Locked") {}
export class FailedDependency extends ofStatus(424, "FailedDependency") {}
export class TooEarly extends ofStatus(425, "TooEarly") {}

/** Only with another protocol: 426. `upgrade` lists those that do. */
export class UpgradeRequired extends ofStatus(426, "UpgradeRequired", upgradeFields) {}

export class PreconditionRequired extends ofStatus(428, "PreconditionRequired") {}

/**
 * Too many in too short a time: 429. `retryAfter` says when to come back: seconds, or a Date.
 *
 * @example
 * new TooManyRequests("slow down", { retryAfter: 30 }).headers.get("retry-after"); // => "30"
 */
export class TooManyRequests extends ofStatus(429, "TooManyRequests", retryFields) {}

export class RequestHeaderFieldsTooLarge extends ofStatus(431, "RequestHeaderFieldsTooLarge") {}
export class UnavailableForLegalReasons extends ofStatus(451, "UnavailableForLegalReasons") {}
export class InternalServerError extends ofStatus(500, "InternalServerError") {}
export class NotImplemented extends ofStatus(501, "NotImplemented") {}
export class BadGateway extends ofStatus(502, "BadGateway") {}

/** Not now: 503. `retryAfter` says when to come back: seconds, or a Date. */
export class ServiceUnavailable extends ofStatus(503, "ServiceUnavailable", retryFields) {}

export class GatewayTimeout extends ofStatus(504, "GatewayTimeout") {}
export class HTTPVersionNotSupported extends ofStatus(505, "HTTPVersionNotSupported") {}
export class VariantAlsoNegotiates extends ofStatus(506, "VariantAlsoNegotiates") {}
export class InsufficientStorage extends ofStatus(507, "InsufficientStorage") {}
export class LoopDetected extends ofStatus(508, "LoopDetected") {}
export class NetworkAuthenticationRequired extends ofStatus(511, "NetworkAuthenticationRequired") {}

/** The class of each status. */
const classes: ReadonlyMap<number, StatusErrorClass<never>> = new Map(
  [
    BadRequest,
    Unauthorized,
    PaymentRequired,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    NotAcceptable,
    ProxyAuthenticationRequired,
    RequestTimeout,
    Conflict,
    Gone,
    LengthRequired,
    PreconditionFailed,
    ContentTooLarge,
    URITooLong,
    UnsupportedMediaType,
    RangeNotSatisfiable,
    ExpectationFailed,
    ImATeapot,
    MisdirectedRequest,
    UnprocessableContent,
    Locked,
    FailedDependency,
    TooEarly,
    UpgradeRequired,
    PreconditionRequired,
    TooManyRequests,
    RequestHeaderFieldsTooLarge,
    UnavailableForLegalReasons,
    InternalServerError,
    NotImplemented,
    BadGateway,
    ServiceUnavailable,
    GatewayTimeout,
    HTTPVersionNotSupported,
    VariantAlsoNegotiates,
    InsufficientStorage,
    LoopDetected,
    NetworkAuthenticationRequired,
  ].map((type) => [type.status, type]),
);

/** The class of errors of a status; undefined for a status that no standard names. */
export function statusErrorClass(status: number): StatusErrorClass | undefined {
  return classes.get(status) as StatusErrorClass | undefined;
}

/**
 * An error of the class that belongs to its status.
 *
 * @throws {RangeError} `error-status` if the status is not 400 to 599.
 */
export function httpError(status: number, detail?: string, init?: HTTPErrorInit): HTTPError {
  const type = statusErrorClass(status);
  return type === undefined ? new HTTPError(status, detail, init) : new type(detail, init);
}
