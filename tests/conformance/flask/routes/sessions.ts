// Section "Cookies and session": the session.

import { html, sessionControls, type Hipflask } from "hipflask";

export function sessionRoutes(app: Hipflask): void {
  app.get("/s/get", ({ session }) => ({ session: { ...session } }));
  app.route("/s/set", { methods: ["GET", "POST"] }, ({ session, query }) => {
    for (const [name, value] of query) session[name] = value;
    return html("set");
  });
  app.get("/s/set-types", ({ session }) => {
    Object.assign(session, { n: 1, f: 1.5, b: true, none: null, l: [1, 2], d: { x: 1 } });
    return html("set");
  });
  app.get("/s/pop", ({ session, query }) => {
    delete session[query.require("k")];
    return html("popped");
  });
  app.get("/s/clear", ({ session }) => {
    sessionControls(session).clear();
    return html("cleared");
  });
  app.get("/s/untouched", () => html("untouched"));
  app.get("/s/read-only", ({ session }) => {
    void session["x"];
    return html("read");
  });
  app.get("/s/mutate-nested", ({ session }) => {
    (session["l"] as number[]).push(3);
    return html("mutated");
  });
  app.get("/s/permanent", ({ session }) => {
    sessionControls(session).permanent = true;
    session["k"] = "v";
    return html("set");
  });
}
