// Which values a setting takes: those that are like its default.

import { Secret } from "./secret.ts";

export type Kind =
  | "text"
  | "number"
  | "boolean"
  | "list"
  /** Named settings, each with its own kind. */
  | "group"
  /** An object whose names are free: its default has none. */
  | "dictionary"
  | "secret"
  /** Anything: its default is null or undefined. */
  | "any"
  /** An instance of the class of its default. */
  | "instance";

export function kindOf(value: unknown): Kind {
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "undefined":
      return "any";
    case "object":
      if (value === null) return "any";
      if (Array.isArray(value)) return "list";
      if (value instanceof Secret) return "secret";
      if (!isPlainObject(value)) return "instance";
      return Object.keys(value).length === 0 ? "dictionary" : "group";
    default:
      return "instance";
  }
}

/** How a message names what a setting takes: `a number`. */
export function describeKind(kind: Kind, like: unknown): string {
  switch (kind) {
    case "text":
    case "secret":
      return "text";
    case "number":
      return "a number";
    case "boolean":
      return "true or false";
    case "list":
      return "a list";
    case "group":
    case "dictionary":
      return "an object";
    case "any":
      return "anything";
    case "instance":
      return `a ${(like as { constructor?: { name?: string } }).constructor?.name || typeof like}`;
  }
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
