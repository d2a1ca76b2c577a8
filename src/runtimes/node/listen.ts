// A server on Node: opened where it is told to, answering by the gateway, closed without losing a request.

import type { ListenOptions, Server } from "../runtime.ts";
import { bind } from "./bind.ts";
import { drain } from "./drain.ts";
import { openFront } from "./open-front.ts";
import { openedServer } from "./opened-server.ts";
import { reloadedProgram } from "./reload-program.ts";
import { mayDrain, sharedCertificate, workerLink } from "./worker.ts";

/**
 * Listens for HTTP/1.1.
 *
 * @throws As a rejection, the system's error or a {ListenFailure}: see `bind` and `tlsSettings`.
 */
export async function listen(options: ListenOptions): Promise<Server> {
  if (options.reloads === true && reloadedProgram !== null) return reloadedProgram.listen(options);
  // A client that has trusted one worker's certificate would meet another's the next time.
  const isShared = options.tls === "adhoc" && workerLink !== null;
  const certificate = isShared ? await sharedCertificate(options.host) : undefined;
  const front = openFront(options, certificate);
  try {
    const scheme = options.tls === undefined ? "http" : "https";
    const bound = await bind(front.server, options, scheme);
    // Running out of file descriptors ends an accept, not the server.
    front.server.on("error", options.onError);
    return openedServer(bound, async (drainTimeoutMs) => {
      await drain(front, drainTimeoutMs, workerLink === null ? undefined : mayDrain);
      front.dispose();
      bound.release();
    });
  } catch (error) {
    front.dispose();
    throw error;
  }
}
