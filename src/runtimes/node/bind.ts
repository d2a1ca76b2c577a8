// Opens a server on a port or on the path of a Unix socket, and says where it came to be.

import type { AddressInfo, ListenOptions as NetListenOptions, Server as NetServer } from "node:net";
import { ListenFailure } from "../listen-failure.ts";
import type { Place, Server } from "../runtime.ts";
import { canReusePort } from "./reuse-port.ts";
import { clearSocketPath, socketFile, withMode } from "./unix-socket.ts";
import { mayHaveSiblings, sharesPlace } from "./worker.ts";

export interface Bound extends Pick<Server, "host" | "port" | "path" | "url"> {
  /** Removes what closing the server may leave. */
  release(): void;
}

/**
 * @throws As a rejection, the system's error (`EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`, `ENOTFOUND`), or
 * {ListenFailure} `socket-path`, `socket-taken`, `reuse-port`.
 */
export async function bind(
  server: NetServer,
  place: Place,
  scheme: "http" | "https",
): Promise<Bound> {
  const { path } = place;
  if (path !== undefined) return bindPath(server, place, path);
  if (place.reusePort === true && !canReusePort()) {
    throw new ListenFailure({
      code: "reuse-port",
      message: "Cannot share a port: this runtime has no way to ask for SO_REUSEPORT",
      fix: "leave reusePort out, or use Node 22.12, 23.1 or later",
    });
  }
  const { host, port, reusePort = false } = place;
  await opened(server, () => {
    const options = { host, port, reusePort, ...backlogOf(place) };
    server.listen(options as NetListenOptions);
  });
  const { port: chosen } = server.address() as AddressInfo;
  const url = `${scheme}://${urlHost(host)}:${chosen}`;
  return { host, port: chosen, path: null, url, release: () => {} };
}

async function bindPath(server: NetServer, place: Place, path: string): Promise<Bound> {
  // Of several workers the one that came first has the socket, and the next must not take it for another's.
  if (!mayHaveSiblings()) await clearSocketPath(path);
  let allow = (): void => {};
  await opened(server, () => {
    allow = withMode(path, place.mode, () => server.listen({ path, ...backlogOf(place) }));
  });
  allow();
  const release = sharesPlace ? () => {} : socketFile(path);
  return { host: "", port: 0, path, url: `unix://${path}`, release };
}

function backlogOf({ backlog }: Place): { backlog?: number } {
  return backlog === undefined ? {} : { backlog };
}

function opened(server: NetServer, open: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("listening", () => {
      server.off("error", reject);
      resolve();
    });
    open();
  });
}

// A zone is written differently in a URL (RFC 6874).
function urlHost(host: string): string {
  return host.includes(":") ? `[${host.replace("%", "%25")}]` : host;
}
