// The rows that every server streams, one at a time, as a database driver gives them.

export const rowCount = 1_000_000;

const firstMs = Date.UTC(2026, 0, 1);

export function row(id) {
  return {
    id,
    name: `user ${id}`,
    email: `user${id}@example.com`,
    active: id % 2 === 0,
    created: new Date(firstMs + id * 1_000),
  };
}

/** Waits for nothing, as a generator over what has been read already. */
export function* rows(count) {
  for (let id = 1; id <= count; id++) yield row(id);
}

/** Each row comes as a promise. */
export async function* laterRows(count) {
  for (let id = 1; id <= count; id++) yield row(id);
}

/** The text of a JSON array, a piece for each row: what one writes where the framework knows only text. */
export async function* arrayTexts(count) {
  let before = "[";
  for await (const one of laterRows(count)) {
    yield before + JSON.stringify(one);
    before = ",";
  }
  yield "]";
}
