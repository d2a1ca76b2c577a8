import { expect, test } from "vitest";
import { reportText } from "../../src/debug/report-text.ts";
import { report } from "./report-fixture.ts";

test("a report as text has the errors, the lines around the first frame, and no secret", () => {
  expect(reportText(report)).toBe(`\
GET /users/7?verbose=1 failed · 2026-11-26T14:02:11.482Z · Node 24.21.0 on linux x64

TypeError: Cannot read properties of undefined (reading 'first')
Fix: user.name is undefined here: check it before reading first, or write user.name?.first
    at present (src/users.ts:9:30)
         5 |
         6 | /** What a client sees of a user: never the password. */
         7 | function present(user: User, now: Date): Presented {
         8 |   const age = now.getFullYear() - user.born.getFullYear();
      >  9 |   const initials = user.name.first[0] + user.name.last[0];
           |                              ^
        10 |   return { id: user.id, age, initials };
        11 | }
        12 |
        13 | app.get("/users/<int:id>", async function showUser({ id, query }) {
    at showUser (src/users.ts:17:10)
    at callHandler (node_modules/hipflask/dist/core/dispatch.js:71:12)
    at Turn.run (node_modules/hipflask/dist/core/turn.js:71:12)
    at processTicksAndRejections (node:internal/process/task_queues:71:12)

Caused by ImportError: row 7 of users.csv has no name
    at showUser (src/users.ts:15:16)
        11 | }
        12 |
        13 | app.get("/users/<int:id>", async function showUser({ id, query }) {
        14 |   const verbose = query.get("verbose") === "1";
      > 15 |   const user = users.get(id) ?? abort(404, \`no user \${id}\`);
           |                ^
        16 |   if (verbose) console.log(\`showing \${user.id}\`); // for the log
        17 |   return present(user, new Date());
        18 | });
    at callHandler (node_modules/hipflask/dist/core/dispatch.js:71:12)
    at Turn.run (node_modules/hipflask/dist/core/turn.js:71:12)
    at processTicksAndRejections (node:internal/process/task_queues:71:12)`);
});
