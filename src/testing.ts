// hipflask/testing: what tests need and programs do not.

export { CookieJar } from "./testing/cookie-jar.ts";
export { TestClient, type TestClientOptions, type TestedApp } from "./testing/test-client.ts";
export type { TestBody, TestRequestInit } from "./testing/test-request.ts";
export { wire, type WireApp, type WireOptions } from "./testing/wire.ts";
