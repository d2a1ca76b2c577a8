import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { files } from "../../../src/runtimes/node/files.ts";
import { openFilesBelow } from "./open-files.ts";

let root: string;
let folder: string;
const large = Buffer.alloc(300_000, "0123456789abcdef");

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "hipflask-files-")));
  folder = join(root, "public");
  mkdirSync(join(folder, "nested"), { recursive: true });
  writeFileSync(join(root, "secret.txt"), "secret");
  mkdirSync(join(root, "public-not"));
  writeFileSync(join(root, "public-not", "x.txt"), "secret");
  writeFileSync(join(folder, "hello.txt"), "hello");
  writeFileSync(join(folder, "large.bin"), large);
  writeFileSync(join(folder, "nested", "deep.txt"), "deep");
  symlinkSync(join(folder, "hello.txt"), join(folder, "inner-link.txt"));
  symlinkSync(join(root, "secret.txt"), join(folder, "outer-link.txt"));
  symlinkSync(root, join(folder, "outer-folder"));
  symlinkSync(join(root, "public-not"), join(folder, "like-public"));
  symlinkSync("loop", join(folder, "loop"));
  symlinkSync(join(root, "nowhere"), join(folder, "dangling"));
  symlinkSync(folder, join(root, "current"));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const find = (...names: string[]) => files.findInside(folder, names);

/** An iterator over a part of a file. */
const part = (name: string, last: number): AsyncIterator<Uint8Array> =>
  files.stream(find(name)!, { first: 0, last })[Symbol.asyncIterator]();

/** Descriptors that the process holds of files below the folder. */
const openFiles = (): number => openFilesBelow(folder);

describe("find", () => {
  test("tells what is there, by path and by URL", () => {
    const path = join(folder, "hello.txt");
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    const found = { path, kind: "file", size: 5, modifiedMs: 1_700_000_000_000 };
    expect(files.find(path)).toEqual(found);
    expect(files.find(pathToFileURL(path))).toEqual(found);
    expect(files.find(folder)?.kind).toBe("folder");
    expect(files.find("/dev/null")?.kind).toBe("other");
  });

  test.each([
    ["is not", "nowhere.txt"],
    ["is below a file", "hello.txt/x"],
    ["has a NUL", "hello.txt\0"],
    ["is too long", "x".repeat(5_000)],
    ["links to itself", "loop"],
    ["links to nothing", "dangling"],
  ])("is null for what %s", (_, name) => {
    expect(files.find(join(folder, name))).toBeNull();
    expect(files.findInside(folder, [name])).toBeNull();
  });
});

describe("findInside", () => {
  test("finds files and folders", () => {
    expect(find("hello.txt")).toMatchObject({ kind: "file", size: 5 });
    expect(find("nested", "deep.txt")).toMatchObject({ kind: "file", size: 4 });
    expect(find("nested")?.kind).toBe("folder");
  });

  test("follows links as long as they stay inside", () => {
    expect(find("inner-link.txt")).toMatchObject({ path: join(folder, "hello.txt"), size: 5 });
    expect(find("outer-link.txt")).toBeNull();
    expect(find("outer-folder", "secret.txt")).toBeNull();
    expect(find("outer-folder", "public", "hello.txt")?.path).toBe(join(folder, "hello.txt"));
  });

  test("does not take a folder for one whose name begins alike", () => {
    expect(find("like-public", "x.txt")).toBeNull();
  });

  test("takes a folder that is a link, wherever it leads now", () => {
    const current = join(root, "current");
    expect(files.findInside(current, ["hello.txt"])?.size).toBe(5);
    expect(files.findInside(pathToFileURL(current), ["hello.txt"])?.size).toBe(5);
    const release = join(root, "release-2");
    mkdirSync(release);
    writeFileSync(join(release, "hello.txt"), "hello again");
    rmSync(current);
    symlinkSync(release, current);
    expect(files.findInside(current, ["hello.txt"])?.size).toBe(11);
  });

  test("finds nothing in a folder that is not there", () => {
    expect(files.findInside(join(root, "nowhere"), ["hello.txt"])).toBeNull();
  });

  test("would not let names lead out, even if they were not checked before", () => {
    expect(find("..", "secret.txt")).toBeNull();
    expect(find("nested", "..", "..", "secret.txt")).toBeNull();
  });
});

describe("read", () => {
  test("gives the bytes that are asked for", () => {
    const found = find("hello.txt")!;
    expect(textOf(files.read(found, { first: 0, last: 4 }))).toBe("hello");
    expect(textOf(files.read(found, { first: 1, last: 3 }))).toBe("ell");
  });

  test("fails if the file is not what was found any more", () => {
    const path = join(folder, "changing.txt");
    writeFileSync(path, "before");
    const found = find("changing.txt")!;
    writeFileSync(path, "and after");
    expect(() => files.read(found, { first: 0, last: 5 })).toThrow("has changed");
    expect(openFiles()).toBe(0);
  });
});

describe("stream", () => {
  test("gives the bytes in chunks, and closes the file", async () => {
    const found = find("large.bin")!;
    const chunks: Uint8Array[] = [];
    for await (const chunk of files.stream(found, { first: 0, last: large.length - 1 })) {
      chunks.push(chunk);
    }
    expect(chunks.length).toBeGreaterThan(1);
    expect(Buffer.concat(chunks).equals(large)).toBe(true);
    expect(openFiles()).toBe(0);
  });

  test("gives a part", async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of files.stream(find("large.bin")!, { first: 10, last: 100_000 })) {
      chunks.push(chunk);
    }
    expect(Buffer.concat(chunks).equals(large.subarray(10, 100_001))).toBe(true);
  });

  test("opens nothing before it is asked, and closes when nobody asks any more", async () => {
    const stream = files.stream(find("large.bin")!, { first: 0, last: 299_999 });
    expect(openFiles()).toBe(0);
    const iterator = stream[Symbol.asyncIterator]();
    await iterator.next();
    expect(openFiles()).toBe(1);
    await iterator.return!();
    expect(openFiles()).toBe(0);
  });

  test("that nobody asked for opens nothing", async () => {
    const iterator = part("large.bin", 9);
    await iterator.return!();
    expect(await iterator.next()).toMatchObject({ done: true });
    expect(openFiles()).toBe(0);
  });

  test("fails if the file changes or shrinks", async () => {
    const path = join(folder, "shrinking.bin");
    writeFileSync(path, large);
    const found = find("shrinking.bin")!;
    const iterator = files.stream(found, { first: 0, last: 299_999 })[Symbol.asyncIterator]();
    await iterator.next();
    truncateSync(path, 70_000);
    await iterator.next();
    await expect(iterator.next()).rejects.toThrow("has changed");
    const again = files.stream(found, { first: 0, last: 9 })[Symbol.asyncIterator]();
    await expect(again.next()).rejects.toThrow("has changed");
    expect(openFiles()).toBe(0);
  });
});

test("a pipe is found, and not opened", () => {
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  expect(find("pipe")?.kind).toBe("other");
});

test.skipIf(process.getuid?.() === 0)("what may not be reached is not there", () => {
  const closed = join(folder, "closed");
  mkdirSync(closed);
  writeFileSync(join(closed, "x.txt"), "x");
  chmodSync(closed, 0o000);
  expect(find("closed", "x.txt")).toBeNull();
  chmodSync(closed, 0o700);
});
