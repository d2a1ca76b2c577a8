// Whose mistake it was, for messages: what was registered, the name of its function, and where.

export interface Origin {
  /** Such as `GET /users/<int:id>  showUser  users.ts:8`. */
  readonly origin: string;
}

/** What is not known, or has no name, is left out. */
export function originOf(
  what: string,
  name: string | null | undefined,
  place: string | undefined,
): string {
  return [what, name ?? "", place ?? ""].filter((part) => part !== "").join("  ");
}
