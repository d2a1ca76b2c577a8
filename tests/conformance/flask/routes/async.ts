// Section "Async views".

import type { Hipflask } from "hipflask";
import { AppError } from "../errors.ts";

export function asyncRoutes(app: Hipflask): void {
  app.get("/async/ok", async () => {
    await Promise.resolve();
    return { async: true };
  });
  app.get("/async/raise", async () => {
    await Promise.resolve();
    throw new AppError("async");
  });
  app.get("/async/request", async ({ query, g }) => {
    g["seen"] = "g";
    await Promise.resolve();
    return `${query.get("q") ?? ""}${String(g["seen"])}`;
  });
}
