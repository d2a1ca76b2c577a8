// Whether only this machine reaches a server: then whoever asks for a report sits in front of it, or has a way in already.

/** Where a server listens. */
export interface ListeningPlace {
  readonly host: string;
  /** The path of a Unix socket, in the place of a host. */
  readonly path?: string | null | undefined;
}

/**
 * @example
 * isLoopback({ host: "127.0.0.1" }); // => true
 * isLoopback({ host: "0.0.0.0" }); // => false
 */
export function isLoopback({ host, path }: ListeningPlace): boolean {
  if (typeof path === "string") return true;
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?|::ffff:127(?:\.\d{1,3}){3})$/i.test(host);
}

/** Why the console and the variables are not shown; null if they are. */
export function consoleRefusal(
  place: ListeningPlace,
  wanted: boolean | "beyond-loopback",
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | null {
  if (wanted === false) return "The program was started with debug: { console: false }.";
  if (env["NODE_ENV"] === "production") {
    return "The program was started with NODE_ENV=production: there are no variables and no console there.";
  }
  if (wanted === "beyond-loopback" || isLoopback(place)) return null;
  return `Other machines reach the server, as it listens on ${place.host}, and a console lets whoever opens this page run any code. To have it all the same, run with debug: { console: "beyond-loopback" }.`;
}
