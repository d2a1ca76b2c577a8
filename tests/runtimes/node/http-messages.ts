// A real exchange over node:http, for tests of what is made of its messages.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { rawClient } from "../../app/raw-client.ts";

/** Sends a text to a server that serves one request, and gives what came back until it closed. */
export async function exchange(
  text: string,
  serve: (message: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<string> {
  let served = Promise.resolve();
  const server = createServer((message, response) => {
    served = serve(message, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = await rawClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  client.send(text);
  const received = await client.closed.catch(() => client.received());
  await served;
  server.close();
  return received;
}
