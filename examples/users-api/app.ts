// A small JSON API: users that can be listed, shown and added, and a page that does so.

import { Hipflask, Response, abort, dumps, html, isMain, jsonify, urlFor } from "hipflask";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readUsername } from "./new-user.ts";
import { Users } from "./users.ts";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const users = new Users(process.env["USERS_DATA"] ?? here("data"));
const page = readFileSync(here("demo.html"), "utf8");

export const app = new Hipflask();

app.route("/", () => {
  console.log("Returning JSON data using jsonify()");
  return jsonify({ users: users.all() });
});

app.get("/api/ping", () => jsonify());

app.get("/api/users", () => jsonify(users.all(), { status: 200, mimetype: "application/json" }));

app.get("/api/users/named", () => jsonify({ users: users.all() }));

// The long way: the same bytes as jsonify(users.all()).
app.get("/api/users/manual", () => {
  return new Response(dumps(users.all()), { status: 200, mimetype: "application/json" });
});

const showUser = app.get("/api/users/<int:id>", ({ id }) => {
  return jsonify(users.find(id) ?? abort(404, `no user ${id}`));
});

app.post("/api/users", { bodyLimit: 16 * 1024 }, async ({ json }) => {
  const username = readUsername(await json());
  const user = users.add(username) ?? abort(409, `the username ${username} is taken`);
  const location = urlFor(showUser, { id: user.id });
  return jsonify(user, { status: 201, headers: { location } });
});

app.get("/demo", () => html(page));

if (isMain(import.meta)) {
  app.run({
    port: Number(process.env["PORT"] ?? 5000),
    debug: process.env["NODE_ENV"] !== "production",
  });
}
