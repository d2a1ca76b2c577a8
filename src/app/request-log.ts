// One line for each request, in debug: method, path, status, time, and the size of the body that went out. A stream has
// its line when it has ended.

import { visibleText } from "../errors/visible-text.ts";
import type { Gateway, Incoming, Outgoing } from "../gateway.ts";
import { isBodilessStatus } from "../http/status.ts";
import type { Paint, Style } from "../runtimes/runtime.ts";
import { byteLength, CountedBody, type BodyEnd } from "./counted-body.ts";
import { isStreamed } from "../http/streamed-body.ts";

/** A gateway that says what it answered. */
export function logRequests(
  gateway: Gateway,
  print: (line: string) => void,
  paint: Paint,
): Gateway {
  return (incoming) => {
    const startedMs = performance.now();
    const log = (outgoing: Outgoing): Outgoing => {
      const say = (bytes: number, end: BodyEnd): void => {
        const elapsedMs = performance.now() - startedMs;
        print(requestLine({ incoming, status: outgoing.status, elapsedMs, bytes, end }, paint));
      };
      const { body } = outgoing;
      const hasBody = incoming.method !== "HEAD" && !isBodilessStatus(outgoing.status);
      if (body === null || !hasBody) say(0, "whole");
      else if (isStreamed(body)) return { ...outgoing, body: new CountedBody(body, say) };
      else say(byteLength(body), "whole");
      return outgoing;
    };
    const outgoing = gateway(incoming);
    return outgoing instanceof Promise ? outgoing.then(log) : log(outgoing);
  };
}

/** What is said of a request. */
export interface AnsweredRequest {
  readonly incoming: Pick<Incoming, "method" | "target">;
  readonly status: number;
  readonly elapsedMs: number;
  readonly bytes: number;
  readonly end: BodyEnd;
}

/**
 * The line of a request. Whatever is in its target, it stays one line, and no terminal obeys it.
 *
 * @example
 * const incoming = { method: "GET", target: "/rows" };
 * const plain = (style: string, text: string) => text;
 * requestLine({ incoming, status: 200, elapsedMs: 1.25, bytes: 2, end: "whole" }, plain); // => "GET /rows 200 1.3 ms 2 B"
 * requestLine({ incoming, status: 200, elapsedMs: 900, bytes: 0, end: "aborted" }, plain); // => "GET /rows 200 900.0 ms 0 B aborted"
 */
export function requestLine(
  { incoming, status, elapsedMs, bytes, end }: AnsweredRequest,
  paint: Paint,
): string {
  const parts = [
    paint("bold", visibleText(incoming.method, maxMethodLength)),
    visibleText(incoming.target, maxTargetLength),
    paint(styleOf(status), String(status)),
    paint("dim", `${elapsedMs.toFixed(1)} ms ${bytes} B`),
    ...(end === "whole" ? [] : [paint(end === "failed" ? "red" : "yellow", end)]),
  ];
  return parts.join(" ");
}

// A line is there to be read. Clients choose how long these are.
const maxMethodLength = 40;
const maxTargetLength = 1_000;

function styleOf(status: number): Style {
  if (status >= 500) return "red";
  if (status >= 400) return "yellow";
  if (status >= 300) return "cyan";
  return status >= 200 ? "green" : "magenta";
}
