// Bare node:http, with no more than the answers need: what all frameworks over it have to pay.
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { list, page } from "../bodies.mjs";
import { listen, tls } from "./serve.mjs";

function serve(request, response) {
  const { method, url } = request;
  if (method === "GET" && url === "/json") {
    sendJson(response, { hello: "world" });
  } else if (method === "GET" && url === "/page") {
    sendJson(response, page);
  } else if (method === "GET" && url === "/list") {
    sendJson(response, list);
  } else if (method === "GET" && url.startsWith("/users/")) {
    sendJson(response, { id: Number(url.slice("/users/".length)), username: "sweety" });
  } else if (method === "POST" && url === "/echo") {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => sendJson(response, JSON.parse(Buffer.concat(chunks).toString())));
  } else {
    response.writeHead(404).end();
  }
}

function sendJson(response, value) {
  const text = JSON.stringify(value);
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}

listen(tls ? createTlsServer(tls, serve) : createServer(serve));
