// uWebSockets.js: HTTP in C++, which calls JavaScript for each request. The ceiling.
import { App, SSLApp, us_socket_local_port } from "uws-pack";
import { list, page, routePaths } from "../bodies.mjs";
import { certificate, ready, setup } from "./serve.mjs";

const app = certificate
  ? SSLApp({ key_file_name: certificate.keyFile, cert_file_name: certificate.certFile })
  : App();

function sendJson(response, value) {
  response.writeHeader("content-type", "application/json").end(JSON.stringify(value));
}

if (setup.routeCount) {
  for (const path of routePaths(setup.routeCount)) {
    app.get(`${path}/:id`, (response, request) => {
      sendJson(response, { path, id: Number(request.getParameter(0)) });
    });
  }
} else {
  app.get("/json", (response) => sendJson(response, { hello: "world" }));
  app.get("/page", (response) => sendJson(response, page));
  app.get("/list", (response) => sendJson(response, list));
  app.get("/users/:id", (response, request) => {
    sendJson(response, { id: Number(request.getParameter(0)), username: "sweety" });
  });
  app.post("/echo", (response) => {
    const chunks = [];
    let isAborted = false;
    response.onAborted(() => {
      isAborted = true;
    });
    response.onData((chunk, isLast) => {
      // The memory is the library's, and is used again once this returns.
      chunks.push(Buffer.from(chunk.slice(0)));
      if (isLast && !isAborted) {
        response.cork(() => sendJson(response, JSON.parse(Buffer.concat(chunks).toString())));
      }
    });
  });
}

app.listen("127.0.0.1", 0, (socket) => ready(us_socket_local_port(socket)));
