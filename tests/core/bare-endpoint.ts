// An endpoint without a route, for contexts that tests make by hand.

import { Endpoint } from "../../src/core/endpoint.ts";
import { defaultFormLimits } from "../../src/http/form-limits.ts";

export function bareEndpoint(handle: () => unknown = () => null): Endpoint {
  return new Endpoint({
    matched: null,
    bodyLimit: 1024 * 1024,
    formLimits: defaultFormLimits,
    readsBody: true,
    etag: undefined,
    handle,
  });
}
