// What the servers answer with: made once for all of them, encoded by each for each request.
// Plain JavaScript: measured servers run without a compiler in between.

const names = ["sweety", "pallavi", "grace", "ada", "edsger", "barbara", "donald", "leslie"];

function user(id) {
  return {
    id,
    username: `${names[id % names.length]}${id}`,
    email: `${names[id % names.length]}${id}@example.com`,
    active: id % 3 !== 0,
    balance: id * 12.5,
    tags: ["reader", "writer"],
    address: { street: `${id} Main Street`, city: "Springfield" },
  };
}

function users(count) {
  return { total: count, users: Array.from({ length: count }, (_, i) => user(i + 1)) };
}

/** A page of a list: 3.5 kB as JSON. */
export const page = users(20);

/** A whole list: 180 kB as JSON. */
export const list = users(986);

/** The paths of the load with a thousand routes: `paths(1)` are the first of `paths(1000)`. */
export function routePaths(count) {
  return Array.from({ length: count }, (_, i) => {
    const name = String(i).padStart(4, "0");
    return i % 2 === 0 ? `/resources${name}/items` : `/area${i % 10}/group${name}/items`;
  });
}
