import { describe, expect, test } from "vitest";
import { HeldCapture } from "../../../src/debug/locals/capture.ts";
import { flagCount } from "../../../src/debug/locals/link.ts";
import { Watchdog } from "../../../src/debug/locals/watchdog.ts";

const watchdog = new Watchdog(new Int32Array(new SharedArrayBuffer(flagCount * 4)), () => {});

/** A capture of two frames, whose first has an object as variable. */
function makeCapture(): HeldCapture {
  const capture = new HeldCapture(watchdog);
  const place = { url: "file:///app.js", line: 0, column: 4 };
  const notes = [
    { ...place, name: "find", scopes: ["local"] },
    { ...place, name: "", scopes: [] },
  ];
  const evaluator = (source: string) => () => `${source}!`;
  capture.keep(notes, [{ evaluate: evaluator, self: () => undefined }], [{ user: { id: 1 } }]);
  return capture;
}

describe("a capture", () => {
  test("has its frames where they are in the source, from 1", () => {
    const { frames } = makeCapture();
    expect(frames).toEqual([
      {
        name: "find",
        url: "file:///app.js",
        line: 1,
        column: 5,
        omitted: 0,
        variables: [{ name: "user", scope: "local", text: "{id: 1}", type: "object", handle: "0" }],
      },
      { name: "", url: "file:///app.js", line: 1, column: 5, omitted: 0, variables: [] },
    ]);
  });

  test("opens what it gave handles for, and nothing else", async () => {
    const capture = makeCapture();
    expect(await capture.expand("0")).toMatchObject([{ name: "id", text: "1" }]);
    for (const handle of ["1", "-1", "", "length", "constructor"]) {
      expect(await capture.expand(handle)).toEqual([]);
    }
  });

  test("evaluates where a frame can, and says where it cannot", async () => {
    const capture = makeCapture();
    expect(await capture.evaluate(0, "1")).toMatchObject({ ok: true, value: { scope: "result" } });
    for (const frame of [1, 2, -1]) {
      expect(await capture.evaluate(frame, "1")).toEqual({
        ok: false,
        error: "This frame is no longer kept: send the request again.",
      });
    }
  });

  test("that was let go of has nothing left", async () => {
    const capture = makeCapture();
    expect(capture.isReleased).toBe(false);
    capture.release();
    expect(capture.isReleased).toBe(true);
    expect(capture.frames).toEqual([]);
    expect(await capture.expand("0")).toEqual([]);
    expect(await capture.evaluate(0, "1")).toMatchObject({ ok: false });
  });
});
