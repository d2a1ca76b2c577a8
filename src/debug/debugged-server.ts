// One of the servers that are debugged: who may see what there, where its pages are, and when they end.

import type { Gateway } from "../gateway.ts";
import type { Server } from "../runtimes/runtime.ts";
import { debugEndpoints, reportPath, type DebugEndpointsOptions } from "./endpoints.ts";
import { Guard } from "./guard.ts";
import { isLoopback, type ListeningPlace } from "./loopback.ts";
import type { Report } from "./report.ts";
import type { RequestRecords } from "./request-record.ts";

/** What all servers of an application have in common. */
export interface SharedDebugging extends Pick<
  DebugEndpointsOptions,
  "startId" | "findReport" | "captureOf"
> {
  readonly records: RequestRecords;
  /** The secret of this start. */
  readonly token: string;
  readonly hosts: readonly string[];
}

export class DebuggedServer {
  /** What it is to serve. */
  readonly gateway: Gateway;
  readonly guard: Guard;
  readonly #shared: SharedDebugging;
  readonly #refusal: string | null;
  readonly #closing = new AbortController();
  #url: string | null = null;

  /** @param refusal Why nobody is shown variables and a console there; null if someone is. */
  constructor(gateway: Gateway, shared: SharedDebugging, refusal: string | null) {
    const { captureOf, findReport, hosts, records, startId, token } = shared;
    this.#shared = shared;
    this.#refusal = refusal;
    this.guard = new Guard({ token, hosts, consoleRefusal: refusal });
    this.gateway = debugEndpoints(records.around(gateway, this), {
      guard: this.guard,
      startId,
      closing: this.#closing.signal,
      findReport,
      captureOf,
    });
  }

  /** Tells where it listens, and so where the pages are. */
  listening({ host, path, port, url }: Server): void {
    if (path === null) this.#url = reachable(url, { host }, port);
  }

  /** Tells that it is about to close: nothing that waits may keep it from that. */
  closing(): void {
    this.#closing.abort();
  }

  /** The URL of a report's page, for everybody to know; null where there is none. */
  pageOf({ id }: Report): string | null {
    return this.#url === null ? null : this.#url + reportPath(id);
  }

  /** The same for who sits in front of the terminal: with the token, which no request carries behind a `#`. */
  linkOf(report: Report): string | null {
    const page = this.pageOf(report);
    return page === null || this.#refusal !== null ? page : `${page}#token=${this.#shared.token}`;
  }
}

// Whoever reads the terminal is asked for by a name of this machine, as the pages answer to no other.
function reachable(url: string, place: ListeningPlace, port: number): string {
  return isLoopback(place)
    ? url
    : `${url.startsWith("https:") ? "https" : "http"}://localhost:${port}`;
}
