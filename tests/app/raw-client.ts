// A client that speaks to a socket in plain text, so that nothing is sent or read but what a test says.
import { connect, type Socket } from "node:net";

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

export async function rawClient(url: string): Promise<RawClient> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname.replaceAll(/[[\]]/g, "")).setEncoding("utf8");
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
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
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
