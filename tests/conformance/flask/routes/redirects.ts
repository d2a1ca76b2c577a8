// Section "redirect()".

import { redirect, type Hipflask } from "hipflask";

export function redirectRoutes(app: Hipflask): void {
  app.get("/redir/default", () => redirect("/r/str"));
  app.get("/redir/301", () => redirect("/r/str", 301));
  app.get("/redir/302", () => redirect("/r/str", 302));
  app.get("/redir/303", () => redirect("/r/str", 303));
  app.get("/redir/307", () => redirect("/r/str", 307));
  app.get("/redir/308", () => redirect("/r/str", 308));
  app.get("/redir/external", () => redirect("https://example.com/a?b=c#d", 302));
  app.get("/redir/relative", () => redirect("str", 302));
  app.get("/redir/unicode", () => redirect("/r/é?q=ü", 302));
  app.get("/redir/space", () => redirect("/r/a b", 302));
  app.get("/redir/encoded", () => redirect("/r/a%20b%2Fc", 302));
  app.get("/redir/html", () => redirect("/r/<script>", 302));
  app.get("/redir/url-for", ({ urlFor }) => redirect(urlFor("u_user", { name: "ann" }), 302));
}
