import { expect, test } from "vitest";
import * as hipflask from "../src/index.ts";
import { Hipflask, isMain, jsonify } from "../src/index.ts";

test("hipflask exports what applications use, and nothing else", () => {
  expect(Object.keys(hipflask).toSorted()).toEqual([
    "BadGateway",
    "BadRequest",
    "Blueprint",
    "Config",
    "Conflict",
    "ContentTooLarge",
    "EncodeError",
    "ExpectationFailed",
    "FailedDependency",
    "Forbidden",
    "Form",
    "GatewayTimeout",
    "Gone",
    "HTTPError",
    "HTTPVersionNotSupported",
    "HeaderFields",
    "Hipflask",
    "ImATeapot",
    "InsufficientStorage",
    "InternalServerError",
    "JSONProvider",
    "JSONSyntaxError",
    "JsonResponse",
    "LengthRequired",
    "Locked",
    "LoopDetected",
    "MemoryStore",
    "MethodNotAllowed",
    "MisdirectedRequest",
    "NetworkAuthenticationRequired",
    "NotAcceptable",
    "NotFound",
    "NotImplemented",
    "PaymentRequired",
    "PreconditionFailed",
    "PreconditionRequired",
    "ProxyAuthenticationRequired",
    "Query",
    "RangeNotSatisfiable",
    "RedisStore",
    "RequestHeaderFieldsTooLarge",
    "RequestTimeout",
    "Response",
    "Secret",
    "ServerSentEvent",
    "ServiceUnavailable",
    "SetupError",
    "TooEarly",
    "TooManyRequests",
    "URITooLong",
    "Unauthorized",
    "UnavailableForLegalReasons",
    "UnprocessableContent",
    "UnsupportedMediaType",
    "UpgradeRequired",
    "VariantAlsoNegotiates",
    "abort",
    "dumps",
    "equalInConstantTime",
    "eventStream",
    "html",
    "isMain",
    "jsonify",
    "loads",
    "makeResponse",
    "ndjson",
    "noContent",
    "provide",
    "proxyFix",
    "redirect",
    "safeFileName",
    "sendFile",
    "sendFromDirectory",
    "sessionControls",
    "staticFiles",
    "upgrade",
    "urlFor",
  ]);
});

test("the whole of it on one page", async () => {
  const app = new Hipflask();
  app.route("/", () => {
    const users = [
      { id: 1, username: "sweety" },
      { id: 2, username: "pallavi" },
    ];
    return jsonify({ users });
  });
  if (isMain(import.meta)) app.run({ debug: true });

  const response = await app.testClient().get("/");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(await response.text()).toBe(
    '{"users":[{"id":1,"username":"sweety"},{"id":2,"username":"pallavi"}]}',
  );
});
