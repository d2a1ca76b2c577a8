// Small texts, written past the stream of their socket.
//
// A stream queues what it is given, calls back in a later turn, and keeps books of both: a tenth of what a small request
// costs, for an answer that the system takes at once. Its handle can be given a text directly, though that is not
// documented: where anything is not as it is known, or the system does not take it all, the stream is used. See decisions/0017.

import type { Socket } from "node:net";

/** What the handle keeps in mind of a write that the system has not taken at once; untouched by one that it has. */
interface WriteRequest {
  /** -1 as long as it has not been used. */
  getAsyncId(): number;
  oncomplete?: (status: number) => void;
}

interface WritingHandle {
  writeLatin1String(request: WriteRequest, text: string): number;
  writeUtf8String(request: WriteRequest, text: string): number;
}

interface AroundHandle {
  readonly _handle?: Partial<WritingHandle> | null;
}

// Node tries to write at once what fits into 16 KiB, which a character of UTF-16 fills with at most 3 bytes.
const maxLatin1Length = 16 * 1024;
const maxUtf8Length = maxLatin1Length / 3;

// One is enough for all sockets, until it is used. Null until the first write has been looked at; undefined where it
// was not what is known, as on Node 26, which makes a request only when it needs one.
let spare: WriteRequest | null | undefined = null;

export class DirectWrites {
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /**
   * Writes a text.
   *
   * @returns Whether the system has taken all of it; if not, the socket emits `drain` once it has. Null if nothing was
   * written, and the stream has to do it.
   */
  write(text: string, encoding: "latin1" | "utf8"): boolean | null {
    const socket = this.#socket;
    const handle = (socket as AroundHandle)._handle;
    if (handle === null || handle === undefined || spare === undefined) return null;
    if (spare === null) {
      learn(handle);
      return null;
    }
    // What the stream still holds goes first.
    if (socket.writableLength !== 0) return null;
    const isLatin1 = encoding === "latin1";
    if (text.length > (isLatin1 ? maxLatin1Length : maxUtf8Length)) return null;
    const request = spare;
    const failure = isLatin1
      ? (handle as WritingHandle).writeLatin1String(request, text)
      : (handle as WritingHandle).writeUtf8String(request, text);
    if (failure !== 0) {
      // A peer that is gone. What has to be done about it is done when the socket closes.
      socket.destroy();
      return true;
    }
    if (request.getAsyncId() === -1) return true;
    spare = another(request);
    request.oncomplete = (status) => {
      if (status < 0) socket.destroy();
      else if (!socket.destroyed) socket.emit("drain");
    };
    return false;
  }
}

// Only the stream can make the first request of its kind: the next one that it makes is looked at.
function learn(handle: Partial<WritingHandle>): void {
  const { writeLatin1String } = handle;
  if (typeof writeLatin1String !== "function" || typeof handle.writeUtf8String !== "function") {
    spare = undefined;
    return;
  }
  handle.writeLatin1String = (request: Partial<WriteRequest> | null, text) => {
    delete handle.writeLatin1String;
    spare = anotherIfKnown(request);
    return writeLatin1String.call(handle, request as WriteRequest, text);
  };
}

function anotherIfKnown(request: Partial<WriteRequest> | null): WriteRequest | undefined {
  try {
    return request?.getAsyncId?.() === -1 ? another(request as WriteRequest) : undefined;
  } catch {
    // On Deno it has the function, which then refuses it.
    return undefined;
  }
}

function another(request: WriteRequest): WriteRequest {
  return new (request.constructor as new () => WriteRequest)();
}
