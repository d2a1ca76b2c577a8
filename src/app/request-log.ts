// One line for each request, in debug: method, path, status, time to the answer, size.

import type { Gateway, Incoming, Outgoing } from "../gateway.ts";

/** A gateway that says what it answered. */
export function logRequests(gateway: Gateway, print: (line: string) => void): Gateway {
  return (incoming) => {
    const startedMs = performance.now();
    const outgoing = gateway(incoming);
    if (!(outgoing instanceof Promise)) {
      print(requestLine(incoming, outgoing, performance.now() - startedMs));
      return outgoing;
    }
    return outgoing.then((answer) => {
      print(requestLine(incoming, answer, performance.now() - startedMs));
      return answer;
    });
  };
}

/** @example requestLine({ method: "GET", target: "/" }, { status: 200, body: "{}" }, 1.25); // => "GET / 200 1.3 ms 2 B" */
export function requestLine(
  incoming: Pick<Incoming, "method" | "target">,
  outgoing: Pick<Outgoing, "status" | "body">,
  elapsedMs: number,
): string {
  return `${incoming.method} ${incoming.target} ${outgoing.status} ${elapsedMs.toFixed(1)} ms ${size(outgoing.body)}`;
}

function size(body: Outgoing["body"]): string {
  if (body === null) return "0 B";
  if (typeof body === "string") return `${new TextEncoder().encode(body).length} B`;
  return body instanceof Uint8Array ? `${body.length} B` : "stream";
}
