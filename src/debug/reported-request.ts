// The request as a report shows it, and the route that answered: all of it text, without secrets, within bounds.
// Nothing is read for it that had not been read before.

import type { Application } from "../core/application.ts";
import { bodyOf, lifeOf, type BaseContext } from "../core/context.ts";
import { readCookies } from "../core/cookies.ts";
import { Query } from "../core/query.ts";
import type { Incoming } from "../gateway.ts";
import { isJsonEssence, parseMediaType } from "../http/media-type.ts";
import { curlCommand } from "./curl-command.ts";
import type { ReportedField, ReportedRequest, ReportedRoute } from "./report.ts";
import { shownForm, shownTarget, shownValue, withoutSecrets } from "./secrets.ts";
import { shorten, shortText } from "./short-text.ts";
import { queryOf } from "../http/target-parts.ts";

const maxFields = 100;
const maxValueLength = 1_000;
const maxBodyLength = 8_000;
// Longer than what is shown, as secrets are found only in what can be parsed.
const maxReadBytes = 256 * 1024;

/** What can explain a route. */
export type Explainer = Pick<Application, "debug"> & {
  explain(method: string, path: string, host?: string): string;
};

/** @param context What the application made of the request, if it came to that. */
export function reportedRequest(
  incoming: Incoming,
  context: BaseContext | undefined,
): ReportedRequest {
  const { headers, method, target } = incoming;
  const url = shownTarget(target);
  const sent = fieldsOf(headers);
  const body = context === undefined ? null : bodyText(context);
  return {
    method,
    url,
    headers: sent,
    query: fieldsOf(new Query(queryOf(target))),
    cookies: fieldsOf(Object.entries(readCookies(headers.getAll("cookie").join("; ")))),
    body: body === null ? null : shorten(body, maxBodyLength),
    session: context === undefined ? [] : valuesOf(lifeOf(context)?.session?.data ?? {}),
    g: context === undefined ? [] : valuesOf(context.g),
    curl: curlCommand({ method, url: urlOf(incoming, url), headers: [...headers], body }),
  };
}

/** The route that answers a request; null if none does. */
export function reportedRoute(
  app: Explainer,
  incoming: Incoming,
  context: BaseContext,
): ReportedRoute | null {
  const { route, params } = context;
  if (route === null) return null;
  const [, ...steps] = explained(app, incoming);
  return {
    rule: `${route.methods.join("|")} ${route.path}`,
    endpoint: route.endpoint,
    params: valuesOf(params),
    steps,
  };
}

function explained(app: Explainer, { authority, method, target }: Incoming): readonly string[] {
  try {
    return app
      .explain(method, target, authority)
      .split("\n")
      .map((line) => line.replace(/^ {2}/, ""));
  } catch {
    return [];
  }
}

function urlOf({ authority, mountPath = "", scheme }: Incoming, target: string): string {
  return `${scheme}://${authority === "" ? "localhost" : authority}${mountPath}${target}`;
}

function fieldsOf(pairs: Iterable<readonly [string, string | undefined]>): ReportedField[] {
  return [...pairs].slice(0, maxFields).map(([name, value = ""]) => ({
    name: shorten(name, 200),
    value: shorten(shownValue(name, value), maxValueLength),
  }));
}

function valuesOf(values: object): ReportedField[] {
  const properties = Object.entries(Object.getOwnPropertyDescriptors(values)).slice(0, maxFields);
  return properties.map(([name, property]) => ({
    name,
    value: "value" in property ? valueText(name, property.value) : "(a getter)",
  }));
}

function valueText(name: string, value: unknown): string {
  const shown = shownValue(name, typeof value === "string" ? value : "other");
  return shown === value || shown === "other" ? shortText(value) : shown;
}

/** The body as text, if it has been read and is text; without its secrets. */
function bodyText(context: BaseContext): string | null {
  const bytes = bodyOf(context)?.held;
  if (bytes === null || bytes === undefined || bytes.length === 0) return null;
  const essence = parseMediaType(context.headers.get("content-type") ?? "")?.essence ?? "";
  const text = decoded(bytes.subarray(0, maxReadBytes));
  if (text === null || essence.startsWith("multipart/")) return `(${bytes.length} bytes)`;
  if (essence === "application/x-www-form-urlencoded") return shownForm(text);
  return isJsonEssence(essence) ? jsonText(text) : text;
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

// What is cut off or malformed cannot be looked through for secrets by name; it is shown, as it may be the reason.
function jsonText(text: string): string {
  try {
    return JSON.stringify(withoutSecrets(JSON.parse(text)));
  } catch {
    return text;
  }
}
