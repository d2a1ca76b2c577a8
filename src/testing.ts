// hipflask/testing: what tests need and programs do not.

export { CookieJar } from "./testing/cookie-jar.ts";
export { TestClient, type TestRequestInit } from "./testing/test-client.ts";
export { wire, type WireApp, type WireOptions } from "./testing/wire.ts";
