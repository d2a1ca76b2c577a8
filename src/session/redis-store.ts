// Sessions in Redis, Valkey or anything that speaks their commands, over the program's own client.

import { SetupError } from "../errors/setup-error.ts";
import type { SaveMode, SessionStore } from "./store.ts";

/**
 * A client as programs have it: ioredis, node-redis, or a function that sends one command.
 *
 * Each is asked for whole commands, which stay the same where the methods of clients change.
 */
export type RedisClient =
  | { call(command: string, ...args: string[]): Promise<unknown> }
  | { sendCommand(command: string[]): Promise<unknown> }
  | ((command: string[]) => Promise<unknown>);

export interface RedisStoreOptions {
  /** What keys begin with; `"session:"` unless given. */
  readonly prefix?: string | undefined;
}

type Send = (command: string[]) => Promise<unknown>;

/**
 * Keeps sessions in Redis, which also ends them in time. The client, its address and its password stay the program's.
 *
 * @example
 * const texts = new Map<string, string>();
 * const store = new RedisStore(async ([command, key = "", text = ""]) => {
 *   if (command === "SET") texts.set(key, text);
 *   return command === "GET" ? (texts.get(key) ?? null) : "OK";
 * });
 * await store.save("a", "{}", 60, "create");
 * [...texts.keys()]; // => ["session:a"]
 * await store.load("a"); // => "{}"
 */
export class RedisStore implements SessionStore {
  readonly #send: Send;
  readonly #prefix: string;

  /** @throws {SetupError} `session-store` if the client is of no known shape. */
  constructor(client: RedisClient, options: RedisStoreOptions = {}) {
    this.#send = sender(client);
    this.#prefix = options.prefix ?? "session:";
  }

  async load(id: string): Promise<string | null> {
    const reply = await this.#send(["GET", this.#prefix + id]);
    if (reply === null || typeof reply === "string") return reply;
    if (reply instanceof Uint8Array) return new TextDecoder().decode(reply);
    throw new TypeError(`Redis answered GET with ${typeof reply} where text was stored`);
  }

  async save(id: string, text: string, ttlSeconds: number, mode: SaveMode): Promise<void> {
    const command = ["SET", this.#prefix + id, text, "EX", String(ttlSeconds)];
    if (mode === "replace") command.push("XX");
    await this.#send(command);
  }

  async delete(id: string): Promise<void> {
    await this.#send(["DEL", this.#prefix + id]);
  }
}

function sender(client: RedisClient): Send {
  if (typeof client === "function") return client;
  if (typeof client === "object" && client !== null) {
    // First: ioredis has a `sendCommand` as well, which takes something else.
    if ("call" in client) return ([command = "", ...args]) => client.call(command, ...args);
    if ("sendCommand" in client) return (command) => client.sendCommand(command);
  }
  throw new SetupError({
    code: "session-store",
    message: `Cannot keep sessions in Redis with ${client === null ? "null" : `this ${typeof client}`}: it must be a client with call() or sendCommand(), or a function`,
    fix: "pass new Redis() of ioredis, createClient() of redis, or (command) => client.send(command)",
  });
}
