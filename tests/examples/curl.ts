// curl as a client: nothing between a test and the bytes that a server sent.
import { execFile } from "node:child_process";

export interface CurlAnswer {
  /** Status line and fields as sent, without the empty line; the date is replaced by `date: …`. */
  readonly head: string;
  readonly body: string;
}

/** Runs curl on a URL; the arguments come before it. */
export function curl(url: string, ...args: readonly string[]): Promise<CurlAnswer> {
  // -q: whatever a .curlrc says is not what the test says.
  const all = ["-q", "--silent", "--show-error", "--include", "--max-time", "20", ...args, url];
  return new Promise((resolve, reject) => {
    const child = execFile("curl", all, { encoding: "utf8" }, (error, output, problem) => {
      if (error !== null) return reject(explain(error, problem));
      const end = output.indexOf("\r\n\r\n");
      resolve({
        head: output.slice(0, end).replace(/^date: .+ GMT$/m, "date: …"),
        body: output.slice(end + 4),
      });
    });
    child.stdin?.end();
  });
}

function explain(error: Error, problem: string): Error {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") {
    return new Error(
      "Cannot run this test: there is no curl\n" +
        "Fix: install it, for instance with `apt-get install curl` or `brew install curl`",
    );
  }
  return new Error(`curl failed: ${problem || error.message}`, { cause: error });
}

/** The head that the example sends before JSON of this length. */
export function jsonHead(length: number, status = "200 OK"): string {
  return [
    `HTTP/1.1 ${status}`,
    "content-type: application/json",
    "date: …",
    `content-length: ${length}`,
  ].join("\r\n");
}
