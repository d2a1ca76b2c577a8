// A request as a runtime hands it over: GET / without a body, but for the parts that a test gives.

import type { Incoming } from "../../src/gateway.ts";
import { HeaderFields } from "../../src/http/headers.ts";

export function incoming(parts: Partial<Incoming> = {}): Incoming {
  return {
    method: "GET",
    target: "/",
    scheme: "http",
    authority: "localhost",
    headers: new HeaderFields(),
    remoteAddress: "",
    signal: new AbortController().signal,
    hasBody: false,
    upgrade: null,
    readBody: () => new Uint8Array(0),
    streamBody: async function* () {},
    ...parts,
  };
}
