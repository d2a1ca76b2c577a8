// Where sessions live when the cookie carries only their id.

/**
 * Keeps the texts of sessions by id. A failure is thrown, never hidden: nobody is logged out by an outage.
 *
 * @see `MemoryStore`, `RedisStore`
 */
export interface SessionStore {
  /** The text that was saved last; null if there is none, or its time has passed. */
  load(id: string): Promise<string | null>;
  /**
   * Keeps a text for a time.
   *
   * @param ttlSeconds How long, from now.
   * @param mode `"create"` writes in any case. `"replace"` writes only where there is a text still, in one
   *   step: a request that was under way while its session ended must not bring it back.
   */
  save(id: string, text: string, ttlSeconds: number, mode: SaveMode): Promise<void>;
  /** Forgets a session; one that is not there is no failure. */
  delete(id: string): Promise<void>;
}

export type SaveMode = "create" | "replace";
