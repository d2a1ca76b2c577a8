import { expect, test } from "vitest";
import { describePath, formatPath, type PathKey } from "../../src/json/path.ts";

test.each<[PathKey[], string]>([
  [[], ""],
  [["users", 3, "owner"], "users[3].owner"],
  [[0, 1], "[0][1]"],
  [["x-id", "a b", ""], '["x-id"]["a b"][""]'],
  [['say "hi"', "1st"], '["say \\"hi\\""]["1st"]'],
  [["$a_1", undefined, "b"], "$a_1.b"],
])("the steps %j are written %s", (keys, path) => {
  expect(formatPath(keys)).toBe(path);
});

test("the whole value is called so", () => {
  expect(describePath([])).toBe("the value");
  expect(describePath([undefined])).toBe("the value");
});

test("a deep path is shortened in the middle", () => {
  const keys = Array.from({ length: 1_000 }, (_, index) => index);
  expect(describePath(keys)).toBe(
    "[0][1][2][3][4][5][6][7][8][9][10][11]…[988][989][990][991][992][993][994][995][996][997][998][999]",
  );
});
