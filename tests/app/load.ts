// Clients that ask without a pause on connections that they keep, several requests at a time, and count.
import { rawClient } from "./raw-client.ts";

export interface Tally {
  answered: number;
  /** Requests on a connection that ended without having said so. */
  lost: number;
  /** What could not be connected to. */
  refused: number;
}

export interface Load {
  /** Resolves once so many requests have been answered. */
  answered(count: number): Promise<void>;
  /** Lets what is under way be answered, and gives the count. */
  stop(): Promise<Tally>;
}

// As many requests as a client sends before it waits for their answers.
const pipelined = 4;

/** Asks for `target` by so many clients, until they are stopped or nobody listens any more. */
export function startLoad(url: string, target: string, clients: number): Load {
  const tally: Tally = { answered: 0, lost: 0, refused: 0 };
  let stopped = false;
  const batch = `GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`.repeat(pipelined);

  // An answer that says `close` is the last: what was sent behind it is not lost, but for another connection.
  const useConnection = async (): Promise<boolean> => {
    const client = await rawClient(url).catch(() => null);
    if (client === null) {
      tally.refused++;
      return false;
    }
    let at = 0;
    let outstanding = 0;
    let last = false;
    return new Promise((resolve) => {
      const send = (): void => {
        outstanding = pipelined;
        client.send(batch);
      };
      client.socket.on("data", () => {
        for (;;) {
          const text = client.received();
          const headEnd = text.indexOf("\r\n\r\n", at);
          if (headEnd === -1) return;
          const head = text.slice(at, headEnd);
          const length = Number(/^content-length: (\d+)$/m.exec(head)?.[1] ?? 0);
          if (text.length < headEnd + 4 + length) return;
          at = headEnd + 4 + length;
          tally.answered++;
          outstanding--;
          if (/^connection: close$/m.test(head)) last = true;
          if (outstanding > 0 || last) continue;
          if (stopped) client.socket.end();
          else send();
        }
      });
      const ended = (): void => {
        if (!last) tally.lost += outstanding;
        resolve(true);
      };
      // It may have ended already, before anything was sent.
      client.closed.then(ended, ended);
      if (!client.socket.destroyed) send();
    });
  };
  const runClient = async (): Promise<void> => {
    while (!stopped && (await useConnection()));
  };
  const done = Promise.all(Array.from({ length: clients }, runClient));
  return {
    answered: async (count) => {
      const goal = tally.answered + count;
      while (tally.answered < goal) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    stop: async () => {
      stopped = true;
      await done;
      return tally;
    },
  };
}
