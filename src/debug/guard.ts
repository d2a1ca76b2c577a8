// Who may see what the debugger knows: pages of this machine's own names, with the token of this start.
// A browser runs the scripts of every site that its user visits, so being asked from this machine proves nothing.
// What an attacker's page cannot forge: Host after DNS rebinding, Origin, and the fields Sec-Fetch-*.

import { hostTest, type HostTest } from "../core/trusted-hosts.ts";
import type { Incoming, Refusal } from "../gateway.ts";
import { equalInConstantTime } from "../http/constant-time.ts";
import { parseMediaType } from "../http/media-type.ts";

/** What a guard looks at of a request. */
export type Asking = Pick<Incoming, "method" | "scheme" | "authority" | "headers">;

/** What a page is given: the token, or a sentence that says why not. */
export type Grant =
  | { readonly token: string; readonly refusal: null }
  | { readonly token: null; readonly refusal: string };

export interface GuardOptions {
  /** The secret of this start; random unless given. */
  readonly token?: string;
  /** Names beyond those of this machine, as `debug: { hosts: [...] }` lists them. */
  readonly hosts?: readonly string[];
  /** Why there is no console, where there is none: then no page is given the token. */
  readonly consoleRefusal?: string | null;
}

/** The field in which a page sends the token. Pages of other origins could send it only after a preflight, which is refused. */
export const tokenField = "x-hipflask-token";

// A token of 256 bits is not guessed in ten tries, nor in any number; whoever tries is up to something.
const maxWrongTokens = 10;

// 127.0.0.0/8, written in the one way that browsers send it.
const octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const loopbackName = new RegExp(
  `^(?:(?:[a-z0-9_-]+\\.)*localhost|127(?:\\.${octet}){3}|\\[::1\\])(?::[0-9]{1,5})?$`,
);

const address = new RegExp(`^(?:${octet}(?:\\.${octet}){3}|\\[[0-9a-f:.]+\\])(?::[0-9]{1,5})?$`);

/** A secret for one start of a program: 256 random bits in letters that need no escaping. */
export function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Decides who gets the token, and who may use it.
 *
 * @example
 * const guard = new Guard({ hosts: ["app.test"] });
 * guard.allowsHost("localhost:5000"); // => true
 * guard.allowsHost("app.test"); // => true
 * guard.allowsHost("localhost.evil.example"); // => false
 */
export class Guard {
  readonly token: string;
  #consoleRefusal: string | null;
  readonly #isConfigured: HostTest;
  #wrongTokens = 0;

  /** @throws {SetupError} `trusted-hosts` if `hosts` holds something else than hosts. */
  constructor({ token = newToken(), hosts = [], consoleRefusal = null }: GuardOptions = {}) {
    this.token = token;
    this.#consoleRefusal = consoleRefusal;
    this.#isConfigured = hosts.length === 0 ? () => false : hostTest(hosts, "debug.hosts");
  }

  /** From now on there is no console, such as when the server turns out to listen beyond this machine. */
  closeConsole(refusal: string): void {
    this.#consoleRefusal = refusal;
  }

  /** Whether a Host names this machine, with whatever port; another name may be anyone's, today or after a rebinding. */
  allowsHost(authority: string): boolean {
    return loopbackName.test(authority.toLowerCase()) || this.#isConfigured(authority);
  }

  /**
   * Why the answer to a request may not have in it what is known of an error; null if it may. An address cannot be
   * rebound: whoever asks by one reaches this machine over a network that the program was told to listen on.
   */
  refuseReport(authority: string): string | null {
    const isSafe = address.test(authority.toLowerCase()) || this.allowsHost(authority);
    return isSafe ? null : hostRefusal(authority);
  }

  /**
   * The token for the page that answers a request, if it is one that only its reader's own eyes see: a navigation of
   * a whole tab. Scripts can read what they fetch, and pages can lie over what they frame.
   */
  grant({ authority, headers }: Pick<Asking, "authority" | "headers">): Grant {
    if (this.#consoleRefusal !== null) return refused(this.#consoleRefusal);
    if (!this.allowsHost(authority)) return refused(hostRefusal(authority));
    const isTab =
      headers.get("sec-fetch-mode") === "navigate" && headers.get("sec-fetch-dest") === "document";
    if (!isTab) {
      return refused(
        "This page was not opened in a tab of its own, or its browser does not say so. The link in the terminal opens it with them.",
      );
    }
    return { token: this.token, refusal: null };
  }

  /** Why a request for something that only the debugger's pages ask for is not answered; null if it is. */
  refuse({ authority, headers }: Asking): Refusal | null {
    if (!this.allowsHost(authority)) {
      return { status: 403, code: "debug-host", detail: hostRefusal(authority) };
    }
    const site = headers.get("sec-fetch-site");
    return site === null || site === "same-origin" || site === "none" ? null : anotherOrigin;
  }

  /** Why a request that would read a value, or run code, is not answered; null if it is. */
  refuseConsole(asking: Asking): Refusal | null {
    const { method, scheme, authority, headers } = asking;
    const refusal = this.refuse(asking);
    if (refusal !== null) return refusal;
    if (method !== "POST") {
      return { status: 405, code: "debug-request", detail: "This path answers POST only." };
    }
    // A browser names the origin with every POST. What names none is no page, or hides whose it is.
    if (headers.get("origin")?.toLowerCase() !== `${scheme}://${authority}`.toLowerCase()) {
      return anotherOrigin;
    }
    // Forms of other sites can send three media types without asking first, and this is none of them.
    if (parseMediaType(headers.get("content-type") ?? "")?.essence !== "application/json") {
      return { status: 415, code: "debug-request", detail: "The body must be application/json." };
    }
    if (this.#consoleRefusal !== null) {
      return { status: 403, code: "debug-console", detail: this.#consoleRefusal };
    }
    return this.#refuseToken(headers.get(tokenField) ?? "");
  }

  #refuseToken(given: string): Refusal | null {
    if (this.#wrongTokens >= maxWrongTokens) {
      return {
        status: 403,
        code: "debug-token",
        detail:
          "Someone has tried wrong tokens: the console is closed until the program is started again.",
      };
    }
    if (equalInConstantTime(given, this.token)) return null;
    this.#wrongTokens++;
    return {
      status: 403,
      code: "debug-token",
      detail:
        "This page is from an earlier start of the program. Load it again, or use the link in the terminal.",
    };
  }
}

const anotherOrigin: Refusal = {
  status: 403,
  code: "debug-origin",
  detail: "Only the debugger's own pages are answered here.",
};

const refused = (refusal: string): Grant => ({ token: null, refusal });

function hostRefusal(authority: string): string {
  const host = JSON.stringify(authority);
  return `The debugger answers to names of this machine only, and ${host} may be anyone's. If it is yours, run with debug: { hosts: [${host}] }.`;
}
