// hipflask: everything that an application imports.

export {
  Config,
  type ConfigInput,
  type ConfigValues,
  type LoadEnvOptions,
  type LoadFileOptions,
} from "./app/config.ts";
export { sendFile, sendFromDirectory } from "./app/files.ts";
export {
  Hipflask,
  type HipflaskOptions,
  type ListenOptions,
  type RunOptions,
} from "./app/hipflask.ts";
export { isMain } from "./app/is-main.ts";
export { html, noContent } from "./core/answers.ts";
export type { AppOptions } from "./core/app-options.ts";
export type { BodySource } from "./core/body.ts";
export { Blueprint } from "./core/blueprint.ts";
export type { BlueprintOptions, RegisterOptions } from "./core/blueprint-options.ts";
export type { AnyContext, Context } from "./core/context.ts";
export type { CurrentApp } from "./core/current-app.ts";
export { Secret } from "./config/secret.ts";
export type { ErrorHandler, ErrorKey } from "./core/error-handlers.ts";
export type {
  AfterHook,
  BeforeHook,
  TeardownHook,
  URLDefaults,
  URLValuePreprocessor,
} from "./core/hooks.ts";
export {
  eventStream,
  ndjson,
  type ItemStream,
  type ItemStreamInit,
  type StreamItems,
} from "./core/item-stream.ts";
export type { AppConfig, RequestState, SessionData } from "./core/program-types.ts";
export type { Session } from "./core/session.ts";
export { JsonResponse, jsonify, type JsonifyInit } from "./core/jsonify.ts";
export type { Logger } from "./core/logger.ts";
export type { MatchedRoute, URLForOptions, URLTarget, URLValues } from "./core/matched-route.ts";
export { provide, type Make, type OnCleanup, type Provider } from "./core/provide.ts";
export { makeResponse } from "./core/make-response.ts";
export { redirect } from "./core/redirect.ts";
export {
  Response,
  type ConditionalOptions,
  type ETagKind,
  type ResponseInit,
} from "./core/response.ts";
export type { DeleteCookieOptions } from "./core/response-fields.ts";
export type { Cookies } from "./core/cookies.ts";
export type { FormPart } from "./core/form-part.ts";
export { Form, type NamedFile } from "./core/form.ts";
export { proxyFix, type ProxyFixOptions } from "./core/proxy-fix.ts";
export { Query } from "./core/query.ts";
export type { IfRange } from "./core/request-head.ts";
export type { ReadJSONOptions, ReadTextOptions, Request } from "./core/request.ts";
export { safeFileName } from "./core/safe-file-name.ts";
export type { NumberOptions, ReadOptions } from "./core/typed-values.ts";
export type { Accept } from "./http/accept.ts";
export type { Authorization } from "./http/authorization.ts";
export type { RangeSpec } from "./http/byte-range.ts";
export { equalInConstantTime } from "./http/constant-time.ts";
export type { EntityTags } from "./http/etag.ts";
export type { FormLimits } from "./http/form-limits.ts";
export type { Preference } from "./http/preference.ts";
export type { FileSource, SendFileOptions, SendFromDirectoryOptions } from "./core/send-file.ts";
export {
  staticFiles,
  type StaticFilesContext,
  type StaticFilesHandler,
  type StaticFilesOptions,
} from "./core/static-files.ts";
export type { Precompressed } from "./core/encoded-forms.ts";
export type { Returnable } from "./core/returnable.ts";
export { ServerSentEvent, type EventInit } from "./core/server-sent-event.ts";
export type { ListedRoute } from "./core/route-list.ts";
export type { RouteOptions } from "./core/route-options.ts";
export { urlFor, type AnyRoute, type Handler, type Route } from "./core/route.ts";
export type {
  MethodsOption,
  NeedsNoHandler,
  StaticRoute,
  StaticRouteOptions,
  Verb,
} from "./core/scaffold.ts";
export type { View } from "./core/view.ts";
export { abort } from "./errors/abort.ts";
export { upgrade, type TakeOver, type UpgradeInit } from "./core/upgrade.ts";
export { HTTPError, type HTTPErrorInit } from "./errors/http-error.ts";
export type { ProblemDocument } from "./errors/problem.ts";
export {
  BadGateway,
  BadRequest,
  Conflict,
  ContentTooLarge,
  ExpectationFailed,
  FailedDependency,
  Forbidden,
  GatewayTimeout,
  Gone,
  HTTPVersionNotSupported,
  ImATeapot,
  InsufficientStorage,
  InternalServerError,
  LengthRequired,
  Locked,
  LoopDetected,
  MethodNotAllowed,
  MisdirectedRequest,
  NetworkAuthenticationRequired,
  NotAcceptable,
  NotFound,
  NotImplemented,
  PaymentRequired,
  PreconditionFailed,
  PreconditionRequired,
  ProxyAuthenticationRequired,
  RangeNotSatisfiable,
  RequestHeaderFieldsTooLarge,
  RequestTimeout,
  ServiceUnavailable,
  TooEarly,
  TooManyRequests,
  URITooLong,
  Unauthorized,
  UnavailableForLegalReasons,
  UnprocessableContent,
  UnsupportedMediaType,
  UpgradeRequired,
  VariantAlsoNegotiates,
} from "./errors/status-errors.ts";
export { SetupError } from "./errors/setup-error.ts";
export type { CacheDirectives } from "./http/cache-control.ts";
export type { CookieOptions } from "./http/set-cookie.ts";
export type { UpgradedSocket } from "./gateway.ts";
export { HeaderFields, type HeaderFieldsInit } from "./http/headers.ts";
export type { EncodeOptions, JSONCodec } from "./json/codec.ts";
export { EncodeError } from "./json/encode-error.ts";
export type { JsonOf, JsonValue } from "./json/json-of.ts";
export { loads, type LoadsOptions } from "./json/loads.ts";
export type { DumpsOptions, JSONOptions } from "./json/policy.ts";
export { JSONProvider, dumps } from "./json/provider.ts";
export { JSONSyntaxError } from "./json/syntax-error.ts";
export type { JSONWarning } from "./json/warning.ts";
export type { Converter, ConverterArguments, Converters } from "./routing/converter.ts";
export type { ConverterTypes, Params } from "./routing/params.ts";
export type { CloseOptions, Limits, Server, Timeouts } from "./runtimes/runtime.ts";
export { sessionControls, type SessionControls } from "./session/controls.ts";
export { MemoryStore, type MemoryStoreOptions } from "./session/memory-store.ts";
export { RedisStore, type RedisClient, type RedisStoreOptions } from "./session/redis-store.ts";
export type { SecretKey } from "./session/secret-keys.ts";
export type { SessionOptions } from "./session/session-options.ts";
export type { SaveMode, SessionStore } from "./session/store.ts";
export type { TestClient, TestClientOptions } from "./testing/test-client.ts";
export type { TestRequestInit } from "./testing/test-request.ts";
