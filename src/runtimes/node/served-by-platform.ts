// Whether the program was started by something that serves what it exports, so that listening as well would
// start it twice. Bun looks for a `stop` itself; `deno serve` calls the export's `onListen`.

import { setImmediate } from "node:timers/promises";

/** What `deno serve` looks for in a default export, beside `fetch`. */
interface Declared {
  onListen?: (address: { readonly hostname: string; readonly port: number }) => void;
}

/**
 * Waits until `deno serve` has taken what the module exports, if there is one: it does right after the module has run.
 *
 * @param print Is told where it listens, which Deno then leaves to the program.
 */
export async function servedByDeno(app: object, print: (line: string) => void): Promise<boolean> {
  let served = false;
  const declared = app as Declared;
  declared.onListen = ({ hostname, port }) => {
    served = true;
    const host = hostname.includes(":") ? `[${hostname}]` : hostname;
    print(` * Hipflask on http://${host}:${port} (deno serve)`);
  };
  await setImmediate();
  delete declared.onListen;
  return served;
}
