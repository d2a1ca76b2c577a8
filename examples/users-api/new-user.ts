// What a client must send to add a user, and what it is told when it did not.

import { abort } from "hipflask";

const maxLength = 40;

/** The username in a body such as `{ "username": "sweety" }`. */
export function readUsername(body: unknown): string {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    refuse("", "must be an object");
  }
  if (!("username" in body)) refuse("/username", "is missing");
  const { username } = body;
  if (typeof username !== "string") refuse("/username", "must be text");
  const trimmed = username.trim();
  if (trimmed === "") refuse("/username", "must not be blank");
  if (trimmed.length > maxLength) {
    refuse("/username", `must have at most ${maxLength} characters`);
  }
  // A NUL would end the text in other programs, and half a surrogate pair is no character.
  if (/[\p{Cc}\p{Cs}]/u.test(trimmed)) refuse("/username", "must not have control characters");
  return trimmed;
}

function refuse(pointer: string, detail: string): never {
  const name = pointer === "" ? "the body" : pointer.slice(1);
  abort(422, `${name} ${detail}`, { errors: [{ in: "body", pointer, detail }] });
}
