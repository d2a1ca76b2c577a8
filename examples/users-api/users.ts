// The users, in an SQLite file: they are there after a restart, and after a power cut.

import Database from "libsql";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

export interface User {
  readonly id: number;
  readonly username: string;
}

export class Users {
  readonly #all: Database.Statement;
  readonly #one: Database.Statement;
  readonly #insert: Database.Statement;

  /** Opens the users of a folder; an empty store begins with two. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    // Milliseconds to wait for another process that writes.
    const database = new Database(join(folder, "users.sqlite"), { timeout: 5_000 });
    // What a statement has written is on the disk when it returns. Whatever ends the process,
    // the next start finds the file in order.
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      CREATE TABLE IF NOT EXISTS users (
        id INTEGER PRIMARY KEY,
        username TEXT NOT NULL UNIQUE
      ) STRICT;
      INSERT INTO users
        SELECT * FROM (VALUES (1, 'sweety'), (2, 'pallavi'))
        WHERE NOT EXISTS (SELECT 1 FROM users);
    `);
    this.#all = database.prepare("SELECT id, username FROM users ORDER BY id");
    this.#one = database.prepare("SELECT id, username FROM users WHERE id = ?");
    this.#insert = database.prepare(
      "INSERT INTO users (username) VALUES (?) ON CONFLICT DO NOTHING RETURNING id, username",
    );
  }

  all(): User[] {
    return this.#all.all() as User[];
  }

  find(id: number): User | undefined {
    return (this.#one.all(id) as User[])[0];
  }

  /** Adds a user, unless the name is taken: then there is no new user to return. */
  add(username: string): User | undefined {
    return (this.#insert.all(username) as User[])[0];
  }
}
