// The names that the context has already, and path variables cannot have.

export const reservedNames = [
  "params",
  "query",
  "headers",
  "cookies",
  "body",
  "request",
  "url",
  "method",
  "path",
  "g",
  "session",
  "signal",
  "after",
  "log",
  "app",
  "json",
  "text",
  "bytes",
  "form",
  "route",
  "urlFor",
  "afterThisRequest",
  "__proto__",
] as const;

export type ReservedName = (typeof reservedNames)[number];
