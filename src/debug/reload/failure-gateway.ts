// What clients are told while the program cannot answer: why, whatever they ask for.

import { HeaderFields } from "../../http/headers.ts";
import type { Gateway, Outgoing } from "../../gateway.ts";

/** @param failure What keeps the program from answering, in words. */
export function failureGateway(name: string, failure: string): Gateway {
  return () => failureAnswer(name, failure);
}

export function failureAnswer(name: string, failure: string): Outgoing {
  const document = {
    type: "about:blank",
    title: "Internal Server Error",
    status: 500,
    detail: failure,
    program: name,
  };
  return {
    status: 500,
    headers: new HeaderFields([
      ["content-type", "application/problem+json"],
      ["cache-control", "no-store"],
    ]),
    body: `${JSON.stringify(document, null, 2)}\n`,
  };
}
