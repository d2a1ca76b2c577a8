// What the compiler promises about urlFor: the values of the path, and whatever else for the query.

import { Hipflask, urlFor } from "../../src/index.ts";

const app = new Hipflask();
const home = app.get("/", () => "home");
const user = app.get("/users/<int:id>", ({ id }) => ({ id }));
const file = app.get("/<any(json,csv):format>/<path:name>", ({ name }) => name);

urlFor(home);
urlFor(home, { page: 2 });
urlFor(user, { id: 3 });
urlFor(user, { id: 3, page: 2, tags: ["a", "b"] });
urlFor(file, { format: "csv", name: "a/b" });

// @ts-expect-error the path has a variable
urlFor(user);
// @ts-expect-error which must be given
urlFor(user, {});
// @ts-expect-error another name is not it
urlFor(user, { page: 2 });
// @ts-expect-error an int is a number
urlFor(user, { id: "3" });
// @ts-expect-error one of two is missing
urlFor(file, { format: "csv" });
// @ts-expect-error there is no such format
urlFor(file, { format: "xml", name: "a" });
// @ts-expect-error a path is not a route
urlFor("/users/<int:id>", { id: 3 });
