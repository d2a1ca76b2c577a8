// What every runtime gives to the framework, so that the framework needs to know none of them.

import type { ByteRange } from "../http/byte-range.ts";
import type { Gateway, Outgoing, Refusal } from "../gateway.ts";
import type { Limits as ConnectionLimits } from "../h1/limits.ts";
import type { Timeouts as ConnectionTimeouts } from "../h1/phase.ts";
import type { Paint } from "./paint.ts";

export type { Paint, Style } from "./paint.ts";

/** Bounds on what peers can make a server hold. Every number is inclusive: that much is accepted. */
export interface Limits extends ConnectionLimits {
  /**
   * Connections at a time, of all peers together. Above: 503, and the connection closes.
   * 65,536 is what the ports of one address can open; the system's limit of open files is
   * usually lower. uvicorn answers 503 as well, nginx closes, Node has no limit.
   */
  readonly maxConnections: number;
}

/** Time limits of a connection, in milliseconds. */
export interface Timeouts extends ConnectionTimeouts {
  /** From the first byte to the end of a TLS handshake. Then the connection is cut. Node: 120 s, nginx: 60 s. */
  readonly handshakeTimeoutMs: number;
}

/** Text or bytes in PEM, or the path of a file that has them. */
export type Pem = string | Uint8Array;

export interface Certificate {
  /** The private key. */
  readonly key: Pem;
  /** The certificate, followed by those that lead from it to an authority. */
  readonly cert: Pem;
  /** What the key is encrypted with. */
  readonly passphrase?: string | undefined;
}

export interface TlsOptions extends Certificate {
  /** The authorities whose client certificates count; those of the runtime unless given. */
  readonly ca?: Pem | undefined;
  /** Whether a client must show a certificate that one of `ca` has signed. */
  readonly requireClientCertificate?: boolean | undefined;
  /** Certificates of other names: `{ "api.example.com": { key, cert } }`; `*.example.com` is every name below. */
  readonly hosts?: Readonly<Record<string, Certificate>> | undefined;
}

/** Where a server listens: on a host and a port, or on the path of a Unix socket. */
export interface Place {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** The path of a Unix socket, instead of host and port. */
  readonly path?: string | undefined;
  /** The permissions of the Unix socket, such as `0o660`. */
  readonly mode?: number | undefined;
  /** How many connections may wait to be accepted. */
  readonly backlog?: number | undefined;
  /** Whether several processes may listen on the port; the system shares connections out. */
  readonly reusePort?: boolean | undefined;
}

export interface ListenOptions extends Place {
  readonly gateway: Gateway;
  /** Makes the response to a message that never reached the gateway. */
  readonly refuse: (refusal: Refusal) => Outgoing;
  /** Hears of failures that no response could report. */
  readonly onError: (error: unknown) => void;
  readonly limits?: Partial<Limits> | undefined;
  readonly timeouts?: Partial<Timeouts> | undefined;
  /** `"adhoc"`: a certificate of its own, made for development. */
  readonly tls?: TlsOptions | "adhoc" | undefined;
  /** Who reads and writes the messages: Hipflask's engine unless given. */
  readonly server?: "node:http" | undefined;
  /** Whether the process that restarts the program, where there is one, is to open the place and keep it open. */
  readonly reloads?: boolean | undefined;
}

export interface CloseOptions {
  /**
   * How long requests in hand may take to be answered, in milliseconds; 10,000 unless given.
   * Then their `signal` is aborted, and a second later their connections are cut.
   */
  readonly drainTimeoutMs?: number | undefined;
}

/** A server that listens. */
export interface Server {
  /** Empty on a Unix socket. */
  readonly host: string;
  /** 0 on a Unix socket. */
  readonly port: number;
  /** The path of the Unix socket; null on a port. */
  readonly path: string | null;
  /** Such as `http://127.0.0.1:5000`, or `unix:///run/app.sock`. */
  readonly url: string;
  /** Stops accepting, answers what is in hand, and closes. Calling it again waits for the same end. */
  close(options?: CloseOptions): Promise<void>;
}

export interface SuperviseOptions {
  /** How many; `"auto"` for as many as there are cores. */
  readonly workers: number | "auto";
  /** How long a worker may take to hear that it is to stop, in milliseconds. */
  readonly drainTimeoutMs: number;
}

/** What a process that is one of several workers tells the one that watches over them. */
export interface WorkerLink {
  /** From 1. */
  readonly number: number;
  listening(url: string, debug: boolean): void;
  /** Resolves when the message has been sent. */
  failed(message: string): Promise<void>;
}

/** What a program that is restarted with every change tells the process that restarts it. */
export interface ReloadLink {
  /** Resolves when the message has been sent. */
  failed(message: string): Promise<void>;
  /** Says with what the process is about to end, as plain JSON. It must be small: nobody waits for it to be sent. */
  crashed(report: object): void;
}

/** The program around a server: where it prints, how it is told to stop, how it ends. */
export interface Program {
  print(line: string): void;
  printError(line: string): void;
  /** Styles text for `print`, where that may have colours. */
  readonly paint: Paint;
  /** The same for `printError`. */
  readonly paintError: Paint;
  /**
   * Calls back on every request to stop: Ctrl-C, or a supervisor's SIGTERM.
   *
   * @param stop Is told how long it may take, in milliseconds, where whoever asks decides that.
   */
  onStop(stop: (drainTimeoutMs?: number) => void): void;
  exit(code: number): void;
  /** Who to report to; null in a process of its own. */
  readonly worker: WorkerLink | null;
  /** Who restarts it with every change; null where nobody does. */
  readonly reloader: ReloadLink | null;
  /** Makes the process one that starts workers and watches over them; null where there is no way. */
  readonly supervise: ((options: SuperviseOptions) => void) | null;
}

/** What a program is configured by. */
export interface Settings {
  /** The variables of the environment; empty where the platform hands them to each request. */
  environment(): Readonly<Record<string, string | undefined>>;
  /** The text of a file, which must be UTF-8; undefined if there is none. Null where there are no files. */
  readonly readText: ((path: string | URL) => string | undefined) | null;
  /** The variables that a file such as `.env` names; null where there are no files. */
  readonly parseEnv: ((text: string) => Readonly<Record<string, string>>) | null;
}

/** Something on a file system. */
export interface FoundFile {
  readonly path: string;
  readonly kind: "file" | "folder" | "other";
  readonly size: number;
  readonly modifiedMs: number;
}

/** The file system, as the framework wants it; what it promises is said there, in `core/file-system.ts`. */
export interface Files {
  find(path: string | URL): FoundFile | null;
  findInside(folder: string | URL, names: readonly string[]): FoundFile | null;
  read(file: FoundFile, range: ByteRange): Uint8Array;
  stream(file: FoundFile, range: ByteRange): AsyncIterable<Uint8Array>;
}

export interface Runtime {
  readonly name: string;
  /** Whether a module is the program that was started. */
  isMain(meta: ImportMeta): boolean;
  /** null where programs do not open ports themselves. */
  readonly listen: ((options: ListenOptions) => Promise<Server>) | null;
  readonly program: Program;
  /**
   * Whether the platform serves an application by its `fetch`, as `deno serve` does with what a module
   * exports; asked when it is to run. null where no platform does.
   */
  readonly servedByPlatform: ((app: object) => Promise<boolean>) | null;
  readonly settings: Settings;
  /** null where there is no file system. */
  readonly files: Files | null;
}
