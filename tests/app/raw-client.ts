// A client that speaks to a socket in plain text, so that nothing is sent or read but what a test says.
import { connect, type Socket } from "node:net";
import { connect as connectSecurely } from "node:tls";

export interface RawClient {
  readonly socket: Socket;
  /** Everything received so far. */
  received(): string;
  send(text: string): void;
  /** Waits until a text has been received. */
  until(text: string): Promise<void>;
  /** Waits until the connection is over, and gives everything received; rejected if it was reset. */
  readonly closed: Promise<string>;
}

/** @param url `http:`, `https:` (whatever certificate it has), or `unix:` and a path. */
export async function rawClient(url: string): Promise<RawClient> {
  const socket = open(url).setEncoding("utf8");
  let received = "";
  const waiting = new Set<() => void>();
  socket.on("data", (text: string) => {
    received += text;
    for (const look of waiting) look();
  });
  const closed = new Promise<string>((resolve, reject) => {
    socket.once("error", reject);
    socket.once("close", () => resolve(received));
  });
  closed.catch(() => {});
  // An error can be followed by another.
  socket.on("error", () => {});
  await new Promise<void>((resolve, reject) => {
    socket.once(url.startsWith("https:") ? "secureConnect" : "connect", resolve);
    socket.once("error", reject);
  });
  return {
    socket,
    closed,
    received: () => received,
    send: (text) => void socket.write(text),
    until: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!received.includes(text)) return;
          waiting.delete(look);
          resolve();
        };
        socket.once("close", () => reject(new Error(`closed before ${text}:\n${received}`)));
        waiting.add(look);
        look();
      }),
  };
}

function open(url: string): Socket {
  if (url.startsWith("unix:")) return connect(url.slice("unix://".length));
  const { hostname, port } = new URL(url);
  const place = { host: hostname.replaceAll(/[[\]]/g, ""), port: Number(port) };
  return url.startsWith("https:")
    ? connectSecurely({ ...place, rejectUnauthorized: false })
    : connect(place);
}
