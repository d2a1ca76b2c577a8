// A small shop with bugs, one for each way in which a request can fail.

import { Blueprint, Hipflask, abort, isMain, jsonify } from "hipflask";
import { findOrder, loadOrder, totalOf } from "./orders.ts";

const app = new Hipflask({ secretKey: "only for this shop, and long enough" });

app.beforeRequest(function startClock({ g }) {
  g["startedAt"] = Date.now();
});

app.get("/", () => jsonify({ shop: "open" }));

app.get("/orders/<int:id>", function showOrder({ id, query }) {
  const discount = Number(query.get("discount") ?? 0);
  console.log(`order ${id} with a discount of ${discount}`);
  const order = findOrder(id) ?? abort(404, `no order ${id}`);
  return { id, customer: order.customer, total: totalOf(order, discount) };
});

app.get("/late/<int:id>", async function showLate({ id }) {
  const first = await loadOrder(6);
  const second = await loadOrder(id);
  return { customers: [first.customer, second.customer] };
});

app.get("/chain/<int:id>", ({ id }) =>
  Promise.resolve(id)
    .then((wanted) => findOrder(wanted))
    .then(function name(order) {
      return { customer: order!.customer.toUpperCase() };
    }),
);

app.post("/orders", async function addOrder({ json }) {
  const body = (await json()) as { readonly lines?: readonly unknown[] };
  try {
    return { count: body.lines!.length };
  } catch (cause) {
    throw new Error("this order cannot be taken", { cause });
  }
});

const admin = new Blueprint("admin", { urlPrefix: "/admin" });
admin.beforeRequest(function checkKey({ headers }) {
  const key = headers.get("x-key");
  if (key!.length < 8) abort(401);
});
admin.get("/orders", () => jsonify({ open: 2 }));
app.register(admin);

if (isMain(import.meta)) app.run({ debug: true, port: Number(process.env["PORT"] ?? 5000) });
