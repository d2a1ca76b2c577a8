// Values that follow a request through everything that it causes. Workers have this too, with the
// compatibility flag `nodejs_als` or `nodejs_compat`; only what imports `hipflask/globals` asks for it.

import { AsyncLocalStorage } from "node:async_hooks";

export interface RequestStorage<Value> {
  run<Result>(value: Value, run: () => Result): Result;
  getStore(): Value | undefined;
}

export function createRequestStorage<Value>(): RequestStorage<Value> {
  return new AsyncLocalStorage<Value>();
}
