// A program with known answers and short time limits, for suites that send raw HTTP/1.1:
//
//   node --conditions=hipflask-source --import tsx tests/conformance/http1/app.ts --port 5000 [--tls]
import { createHash } from "node:crypto";
import { parseArgs } from "node:util";
import { Hipflask, jsonify, noContent } from "hipflask";

const { values } = parseArgs({
  options: { port: { type: "string", default: "0" }, tls: { type: "boolean", default: false } },
});

const app = new Hipflask({ bodyLimit: 1024 * 1024 });

app.get("/", () => jsonify({ ok: true }));

app.post("/echo", async ({ request, headers, url }) => {
  const body = await request.bytes();
  return jsonify({
    method: request.method,
    url: url.pathname + url.search,
    length: body.length,
    sha256: createHash("sha256").update(body).digest("hex"),
    xtest: headers.get("x-test"),
    authority: url.host,
  });
});

app.get("/empty", () => noContent());

app.get("/slow", async () => {
  await new Promise((resolve) => {
    setTimeout(resolve, 200);
  });
  return jsonify({ slow: true });
});

/** As many bytes as asked for, or as the client takes. */
app.get("/bytes/<int:length>", ({ length }) => "x".repeat(length));

app.run({
  port: Number(values.port),
  tls: values.tls ? "adhoc" : undefined,
  limits: { maxHeadBytes: 16 * 1024 },
  timeouts: {
    headTimeoutMs: 2_000,
    requestTimeoutMs: 4_000,
    idleTimeoutMs: 3_000,
    stallTimeoutMs: 1_000,
    lingerTimeoutMs: 500,
  },
});
