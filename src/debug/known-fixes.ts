// Errors that everybody meets, and what mends them. Only what is surely of help stands here: a wrong hint costs more
// than none.

import type { ErrorFacts } from "./error-facts.ts";
import type { ReportedFrame } from "./report.ts";
import { moduleFix } from "./module-fixes.ts";

export interface Failure extends ErrorFacts {
  readonly frames: readonly ReportedFrame[];
}

type Fix = (match: RegExpExecArray, failure: Failure) => string | null;

/** How to mend an error; null where that is not known. */
export function knownFix(failure: Failure): string | null {
  try {
    const byCode = codes[String(failure.fields.get("code"))]?.(failure) ?? null;
    if (byCode !== null) return byCode;
    for (const [pattern, fix] of messages) {
      const match = pattern.exec(failure.message);
      const said = match === null ? null : fix(match, failure);
      if (said !== null) return said;
    }
  } catch {
    // A hint is not worth a failure.
  }
  return moduleFix(failure);
}

// Where each usually listens, unless it is told otherwise.
const services: Readonly<Record<string, string>> = {
  1433: "SQL Server",
  3306: "MySQL",
  5432: "PostgreSQL",
  5672: "RabbitMQ",
  6379: "Redis",
  9042: "Cassandra",
  9092: "Kafka",
  9200: "Elasticsearch",
  11211: "Memcached",
  27017: "MongoDB",
};

const codes: Readonly<Record<string, (failure: Failure) => string | null>> = {
  ECONNREFUSED: ({ errors, fields, message }) => {
    const named = / ([^\s]+):(\d+)$/.exec(message);
    const first = errors[0] as { address?: unknown; port?: unknown } | undefined;
    const port = fields.get("port") ?? named?.[2] ?? first?.port;
    const address = fields.get("address") ?? named?.[1] ?? first?.address;
    if (port === undefined || address === undefined) return null;
    const service = services[String(port)];
    return service === undefined
      ? `nothing listens on ${String(address)}:${String(port)}: start what should, or change the address`
      : `nothing listens on ${String(address)}:${String(port)}, the port of ${service}: start it, or change the address`;
  },
  ENOTFOUND: ({ fields }) => {
    const host = fields.get("hostname");
    return typeof host === "string" ? `no such host: look at the spelling of ${host}` : null;
  },
  EADDRINUSE: ({ fields }) => {
    const port = fields.get("port");
    return `another program listens on ${port === undefined ? "it" : `port ${String(port)}`}: stop that one, or choose another`;
  },
  ENOENT: ({ fields }) => {
    const path = fields.get("path");
    if (typeof path !== "string" || path === "" || /^(?:[/\\]|[A-Za-z]:)/.test(path)) return null;
    return `the path begins in the folder where the program was started, ${process.cwd()}; to name a file beside a module, write new URL(${JSON.stringify(path)}, import.meta.url)`;
  },
};

const arrayMethods = "map|filter|forEach|reduce|find|some|every|slice|join|length";

const messages: readonly (readonly [RegExp, Fix])[] = [
  [
    /^Cannot read propert(?:y|ies) of (undefined|null) \(reading '([^']+)'\)$/,
    ([, what = "", member = ""], { frames }) =>
      missing(objectBefore(frames[0], member), what, member),
  ],
  [
    /^(undefined|null) is not an object \(evaluating '([\w$.?[\]"]+)\.([\w$]+)'\)$/,
    ([, what = "", object = "", member = ""]) => missing(object, what, member),
  ],
  [
    new RegExp(`^([\\w$]+)\\.(${arrayMethods}) is not a function`),
    ([, object = "", method = ""], { frames }) =>
      isMadeByCall(frames[0], object)
        ? `if ${object} is a promise, wait for it: (await ${object}).${method}(…)`
        : null,
  ],
  [
    /^Assignment to constant variable|^Attempted to assign to readonly property/,
    (_, { name }) => (name === "TypeError" ? "declare it with let" : null),
  ],
  [
    /^Class constructor (\S+) cannot be invoked without 'new'/,
    ([, name]) => `write new ${name!}(…)`,
  ],
  [
    /^(__dirname|__filename) is not defined/,
    ([, name]) => `write import.meta.${name!.slice(2)}, which modules have instead`,
  ],
  [/^require is not defined/, () => "write import … from, which modules have instead"],
  [
    /^Cannot access '([^']+)' before initialization/,
    ([, name]) => `move the declaration of ${name!} above this line`,
  ],
  [
    /^Unexpected token '<'|^JSON Parse error: Unrecognized token '<'/,
    () => "it is HTML and not JSON: look at the status and the URL of the answer before reading it",
  ],
  [
    /^Body (?:is unusable|has already been (?:read|consumed)|already used)/,
    () => "a body can be read once: keep what the first reading gave, or read a clone()",
  ],
  [
    /^Maximum call stack size exceeded/,
    (_, { frames }) => {
      const names = new Set(frames.slice(0, 10).map(({ name }) => name));
      const [name] = names;
      return names.size === 1 && typeof name === "string" && frames.length >= 10
        ? `${name} calls itself without an end: let it return before`
        : null;
    },
  ],
];

function missing(object: string | null, what: string, member: string): string | null {
  return object === null
    ? null
    : `${object} is ${what} here: give it a value before, or write ${object}?.${member} if it may be missing`;
}

/** What stands in front of `.member` in the line of a frame, such as `user.address`. */
function objectBefore(frame: ReportedFrame | undefined, member: string): string | null {
  const line = lineOf(frame);
  if (frame === undefined || line === null || !line.startsWith(member, frame.column - 1)) {
    return null;
  }
  // TypeScript's own marks are no part of its name.
  const object = /([\w$]+(?:[?!]?\.[\w$]+)*)!?\.$/.exec(line.slice(0, frame.column - 1))?.[1];
  return object?.replaceAll("!", "") ?? null;
}

/** Whether a variable was given what a call returned, without waiting, in the lines above. */
function isMadeByCall(frame: ReportedFrame | undefined, name: string): boolean {
  const { excerpt } = frame ?? {};
  if (excerpt === undefined || excerpt === null) return false;
  const escaped = name.replaceAll("$", String.raw`\$`);
  const made = new RegExp(`\\b(?:const|let|var) ${escaped}\\b[^=]*= (?!await\\b)[\\w$.]+\\(`);
  return excerpt.lines.some((line) => made.test(line));
}

function lineOf(frame: ReportedFrame | undefined): string | null {
  if (frame === undefined || frame.excerpt === null) return null;
  const { firstLine, lines } = frame.excerpt;
  return lines[frame.line - firstLine] ?? null;
}
