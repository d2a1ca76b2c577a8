// Where in the user's program something was registered, for messages that must point there.

const location = /([^\s()]+?):(\d+):\d+\)?$/;

/** The caller outside of Hipflask, such as `users.ts:8`; undefined where the runtime does not tell. */
export function callSite(): string | undefined {
  const lines = (new Error("call site").stack ?? "").split("\n");
  const places = lines.map((line) => location.exec(line)).filter((match) => match !== null);
  const own = ownFolder(places[0]?.[1] ?? "");
  const caller = places.find((match) => !match[1]!.startsWith(own));
  if (own === "" || caller === undefined) return undefined;
  return `${caller[1]!.slice(caller[1]!.lastIndexOf("/") + 1)}:${caller[2]!}`;
}

// The first place is this file: two folders up is everything that is Hipflask's.
function ownFolder(file: string): string {
  const folder = file.lastIndexOf("/core/");
  return folder === -1 ? "" : file.slice(0, folder + 1);
}
