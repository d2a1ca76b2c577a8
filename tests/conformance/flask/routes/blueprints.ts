// Section "Blueprints": prefixes, nesting, one registered twice, and names that depend on where they are built.

import { Blueprint, jsonify, type AnyContext, type Hipflask } from "hipflask";
import { g as currentG } from "hipflask/globals";

/** Where a request has come. */
const who = ({ route, params }: AnyContext): object => ({
  endpoint: route?.endpoint ?? null,
  blueprint: route?.blueprint ?? null,
  blueprints: route?.blueprints ?? [],
  args: params,
});

export function blueprintRoutes(app: Hipflask): void {
  const b1 = new Blueprint("b1", { urlPrefix: "/b1" });
  b1.get("/", { name: "root" }, who);
  b1.get("/item/<int:id>", { name: "item" }, who);
  app.register(b1);

  const b2 = new Blueprint("b2", { urlPrefix: "/b2" });
  b2.get("", { name: "root" }, who);
  b2.get("/rel", { name: "rel" }, ({ urlFor }) => urlFor(".root"));
  app.register(b2);

  const b3 = new Blueprint("b3", { urlPrefix: "/b3" });
  b3.get("/x", { name: "x" }, who);
  app.register(b3, { urlPrefix: "/b3-override" });

  const bm = new Blueprint("bm");
  bm.get("/who", { name: "who" }, who);
  bm.get("/link", { name: "link" }, ({ urlFor }) => urlFor(".who"));
  app.register(bm, { urlPrefix: "/bm1" });
  app.register(bm, { urlPrefix: "/bm2", name: "bm_again" });

  app.register(outerBlueprint());

  const bt = new Blueprint("bt", { urlPrefix: "/tenants/<int:tid>" });
  bt.get("/users/<name>", { name: "user" }, who);
  bt.get("/", { name: "root" }, who);
  app.register(bt);

  app.register(localisedBlueprint());

  const bd = new Blueprint("bd");
  bd.get("/v", { name: "v" }, who);
  app.register(bd, { urlPrefix: "/bd", urlDefaults: { flavour: "plain" } });
}

function outerBlueprint(): Blueprint {
  const core = new Blueprint("core");
  core.get("/core-who", { name: "who" }, who);
  core.get("/links", { name: "links" }, ({ urlFor }) =>
    jsonify([urlFor(".who"), urlFor("outer.inner.who"), urlFor("outer.who"), urlFor("index")]),
  );

  const inner = new Blueprint("inner", { urlPrefix: "/inner" });
  inner.get("/who", { name: "who" }, who);
  inner.register(core);

  const outer = new Blueprint("outer", { urlPrefix: "/outer" });
  outer.get("/who", { name: "who" }, who);
  outer.register(inner);
  return outer;
}

/** Its handlers do not see the language of their URLs, which `g` keeps, and need not name it when they build one. */
function localisedBlueprint(): Blueprint {
  const bl = new Blueprint("bl", { urlPrefix: "/<any(en, de):lang>/l10n" });
  bl.urlValuePreprocessor((values, { g }) => {
    g["lang"] = values["lang"];
    delete values["lang"];
  });
  bl.urlDefaults((values) => {
    values["lang"] ??= currentG["lang"];
  });
  bl.get("/hello", { name: "hello" }, ({ g, urlFor }) => ({
    lang: g["lang"],
    link: urlFor(".hello"),
    other: urlFor(".hello", { lang: "de" }),
  }));
  return bl;
}
