// Accepted sockets, made anew so that all of them read into one buffer.
//
// Node gives every read 64 KiB of fresh memory and a turn through a stream, about a fifth of what a
// small request costs. `onread` spares both, but net.Server has no such option: only a socket
// that is made by hand has. See decisions/0007.

import { Socket, type OnReadOpts, type SocketConstructorOpts } from "node:net";
import { TLSSocket } from "node:tls";

/** What Node's sockets are around. Other runtimes have none, or one of another kind. */
interface ReadingHandle {
  useUserBuffer(buffer: Uint8Array): void;
}

interface AroundHandle {
  _handle?: Partial<ReadingHandle> | null;
}

interface MadeByHand extends SocketConstructorOpts {
  readonly handle: Partial<ReadingHandle>;
  readonly onread: OnReadOpts;
}

// As much as libuv asks for.
const readBuffer = Buffer.allocUnsafeSlow(64 * 1024);

const acceptedOf = new WeakMap<Socket, Socket>();

/**
 * Takes over a socket that its server has paused.
 *
 * @param receive Takes what was read: bytes of its own, which do not change.
 * @returns The socket to use: the accepted one itself where the runtime has no better way.
 */
export function adoptSocket(accepted: Socket, receive: (bytes: Buffer) => void): Socket {
  const around = accepted as unknown as AroundHandle;
  const handle = around._handle;
  // What comes out of TLS is deciphered above the handle, which cannot be used without it.
  if (accepted instanceof TLSSocket || typeof handle?.useUserBuffer !== "function") {
    accepted.on("data", receive);
    accepted.resume();
    return accepted;
  }
  around._handle = null;
  const callback = (length: number): boolean => {
    // Copied into Node's pool: what a request leaves unread must outlive the next read.
    const bytes = Buffer.allocUnsafe(length);
    readBuffer.copy(bytes, 0, 0, length);
    receive(bytes);
    return true;
  };
  const options: MadeByHand = {
    handle,
    allowHalfOpen: true,
    readable: true,
    writable: true,
    onread: { buffer: readBuffer, callback },
  };
  const socket = new Socket(options);
  // The server counts what it accepted, and closes when the last of them has.
  socket.on("close", () => accepted.destroy());
  acceptedOf.set(socket, accepted);
  return socket;
}

/**
 * Undoes an adoption: nothing more is read, and what was adopted is as it was accepted.
 *
 * @returns The accepted socket, paused; null where there was no adoption.
 */
export function disownSocket(socket: Socket): Socket | null {
  const accepted = acceptedOf.get(socket);
  if (accepted === undefined) return null;
  socket.pause();
  const around = socket as unknown as AroundHandle;
  (accepted as unknown as AroundHandle)._handle = around._handle ?? null;
  around._handle = null;
  return accepted;
}
