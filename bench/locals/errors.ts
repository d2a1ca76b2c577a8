// The errors that are thrown, and how: as a handler does that calls a service, as a deep call does, and as one does that
// has much at hand.

interface Row {
  readonly id: number;
  readonly name: string;
  readonly tags: readonly string[];
}

const rows = new Map(
  Array.from({ length: 1_000 }, (_, id): [number, Row] => [
    id,
    { id, name: `user ${id}`, tags: ["a", "b"] },
  ]),
);

class Repository {
  readonly table = "users";
  readonly rows = rows;
  find(id: number): Row {
    const query = `select * from ${this.table} where id = ${id}`;
    const found = this.rows.get(id);
    if (found === undefined) throw new Error(`nothing for ${query}`);
    return found;
  }
}

function service(repository: Repository, id: number): Row {
  const started = new Date();
  const options = { retries: 3, started };
  return repository.find(id + options.retries);
}

/** Five functions of the program are running. */
export function throwFromHandler(): void {
  const repository = new Repository();
  const request = { method: "GET", path: "/users/7", headers: { accept: "*/*" } };
  const handler = (id: number): string => {
    const user = service(repository, id);
    return `${request.path} ${user.name}`;
  };
  handler(1_000_000);
}

/** A hundred functions of the program are running, of which the innermost dozen are kept. */
export function throwFromDepth(depth = 100): number {
  const padding = { depth };
  if (depth === 0) throw new Error("at the bottom");
  return throwFromDepth(depth - 1) + padding.depth;
}

/** Sixty variables, of which half are large. */
export function throwWithMuch(): void {
  const bodies = Array.from({ length: 30 }, (_, index) => ({
    index,
    text: "x".repeat(100_000),
    list: Array.from({ length: 1_000 }, (_, at) => at),
  }));
  const [b0, b1, b2, b3, b4, b5, b6, b7, b8, b9] = bodies;
  const [c0, c1, c2, c3, c4, c5, c6, c7, c8, c9] = bodies.slice(10);
  const [d0, d1, d2, d3, d4, d5, d6, d7, d8, d9] = bodies.slice(20);
  const [m0, m1, m2, m3] = [rows, new Set(rows.keys()), new Map(rows), new Set(rows.values())];
  throw new Error("much", {
    cause: [b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, c0, c1, c2, c3, c4, c5, c6, c7].concat(
      [c8, c9, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9],
      [m0, m1, m2, m3] as never,
    ),
  });
}
