// What an application chooses about its sessions, checked once, and the defaults with their reasons.

import { SetupError } from "../errors/setup-error.ts";
import { isToken } from "../http/token.ts";
import type { SessionStore } from "./store.ts";

/** How sessions are kept. Flask's names are in docs/sessions.md. */
export interface SessionOptions {
  /**
   * `"signed"` (default): the client can read its session, and nobody else can have written it.
   * `"sealed"`: the client cannot read it either. With a `store` only an id leaves the server.
   */
  readonly protection?: "signed" | "sealed" | undefined;
  /** Keeps sessions on the server; the cookie then carries only a signed id. */
  readonly store?: SessionStore | undefined;
  /** `"session"` unless given. With `__Host-` before it, no other host of the domain can set it. */
  readonly cookieName?: string | undefined;
  /** The hosts that get the cookie; only the one that set it unless given. */
  readonly domain?: string | undefined;
  /** `"/"` unless given. */
  readonly path?: string | undefined;
  /** Whether scripts in pages cannot read the cookie; true unless given. */
  readonly httpOnly?: boolean | undefined;
  /** `"auto"` (default): over https only if it was set over https. */
  readonly secure?: boolean | "auto" | undefined;
  /** Whether requests that other sites cause carry the cookie; `"lax"` unless given, `false` leaves it out. */
  readonly sameSite?: "strict" | "lax" | "none" | false | undefined;
  /** Whether the cookie is kept apart for each site that embeds this one. */
  readonly partitioned?: boolean | undefined;
  /** How long a session lives after it was last saved, in seconds; 31 days unless given. */
  readonly lifetimeSeconds?: number | undefined;
  /** Whether new sessions outlive the browser window; false unless given. */
  readonly permanent?: boolean | undefined;
  /** Whether each use of a permanent session begins its lifetime anew; true unless given. */
  readonly refreshEachRequest?: boolean | undefined;
  /** The most bytes of the `Set-Cookie` line; 4,093 unless given. */
  readonly maxCookieBytes?: number | undefined;
}

/** Options with every choice made. */
export type SessionSettings = {
  readonly [Name in Exclude<keyof SessionOptions, "store" | "domain">]-?: NonNullable<
    SessionOptions[Name]
  >;
} & { readonly store: SessionStore | undefined; readonly domain: string | undefined };

const defaults = {
  protection: "signed",
  store: undefined,
  cookieName: "session",
  domain: undefined,
  path: "/",
  httpOnly: true,
  secure: "auto",
  // Flask leaves it out. Browsers without a default of their own would then send the cookie with
  // every form that another site posts.
  sameSite: "lax",
  partitioned: false,
  lifetimeSeconds: 31 * 24 * 60 * 60,
  permanent: false,
  refreshEachRequest: true,
  // As Flask: browsers drop lines beyond 4,096 bytes, and some count a little more than the line.
  maxCookieBytes: 4093,
} as const satisfies SessionSettings;

const kinds: Readonly<Record<keyof SessionSettings, (value: unknown) => string | undefined>> = {
  protection: oneOf("signed", "sealed"),
  store: (value) => (isStore(value) ? undefined : "an object with load, save and delete"),
  cookieName: (value) =>
    typeof value === "string" && isToken(value) ? undefined : 'a name, such as "session"',
  domain: (value) =>
    typeof value === "string" && /^[\w.-]+$/.test(value) ? undefined : "a host name",
  path: (value) =>
    typeof value === "string" && /^\/[!-:<-~]*$/.test(value) ? undefined : 'a path, such as "/"',
  httpOnly: oneOf(true, false),
  secure: oneOf(true, false, "auto"),
  sameSite: oneOf("strict", "lax", "none", false),
  partitioned: oneOf(true, false),
  lifetimeSeconds: wholeNumber,
  permanent: oneOf(true, false),
  refreshEachRequest: oneOf(true, false),
  maxCookieBytes: (value) =>
    wholeNumber(value) === undefined && (value as number) <= 4096
      ? undefined
      : "a whole number from 1 to 4096, beyond which browsers drop cookies",
};

/** @throws {SetupError} `session-option` for an option that does not exist, or not so. */
export function sessionSettings(options: SessionOptions): SessionSettings {
  const settings: Record<string, unknown> = { ...defaults };
  for (const [name, value] of Object.entries(options) as [keyof SessionSettings, unknown][]) {
    if (value === undefined) continue;
    if (!Object.hasOwn(kinds, name)) {
      throw badOption(
        `session option ${JSON.stringify(name)}: there is none of that name`,
        `choose from ${Object.keys(kinds).join(", ")}`,
      );
    }
    const wanted = kinds[name](value);
    if (wanted !== undefined) {
      const given = typeof value === "object" ? "this object" : JSON.stringify(value);
      throw badOption(`${given} as session option ${name}: it must be ${wanted}`, `change ${name}`);
    }
    settings[name] = value;
  }
  refuseWhatBrowsersDrop(settings as SessionSettings);
  return settings as SessionSettings;
}

// A cookie that no browser keeps is a login that never works, and says nothing.
function refuseWhatBrowsersDrop(settings: SessionSettings): void {
  const { cookieName, domain, partitioned, path, sameSite, secure } = settings;
  if (secure !== true) {
    for (const [needs, what] of [
      [sameSite === "none", 'sameSite: "none"'],
      [partitioned, "partitioned: true"],
      [/^__(Host|Secure)-/i.test(cookieName), `the cookie name ${cookieName}`],
    ] as const) {
      if (needs) throw badOption(`${what} without secure: true: browsers drop it`, "add it");
    }
  }
  if (/^__Host-/i.test(cookieName) && (domain !== undefined || path !== "/")) {
    throw badOption(
      `the cookie name ${cookieName} with a domain or a path: browsers drop it`,
      "leave both out",
    );
  }
}

function oneOf(...wanted: readonly unknown[]): (value: unknown) => string | undefined {
  return (value) =>
    wanted.includes(value)
      ? undefined
      : wanted.map((choice) => JSON.stringify(choice)).join(" or ");
}

function wholeNumber(value: unknown): string | undefined {
  return Number.isSafeInteger(value) && (value as number) > 0 ? undefined : "a whole number over 0";
}

function isStore(value: unknown): boolean {
  const store = value as Partial<SessionStore> | null;
  return ["load", "save", "delete"].every(
    (name) => typeof store?.[name as keyof SessionStore] === "function",
  );
}

function badOption(what: string, fix: string): SetupError {
  return new SetupError({ code: "session-option", message: `Cannot use ${what}`, fix });
}
