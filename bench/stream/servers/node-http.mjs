// Bare node:http and the whole array as one text: what all of it costs without a stream.
import { createServer } from "node:http";
import { laterRows } from "../rows.mjs";
import { countOf, ready } from "./serve.mjs";

const server = createServer((request, response) => void answer(request, response));

async function answer(request, response) {
  const users = [];
  for await (const row of laterRows(countOf(request.url))) users.push(row);
  const text = JSON.stringify(users);
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}

server.listen(0, "127.0.0.1", () => ready(server.address().port));
