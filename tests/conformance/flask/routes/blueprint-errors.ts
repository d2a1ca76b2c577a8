// Sections "Errors in blueprint ej", "… e5" and "… nested blueprints eb and ec": whose handler is asked.

import {
  abort,
  Blueprint,
  html,
  HTTPError,
  jsonify,
  Unauthorized,
  type Hipflask,
  type JsonResponse,
} from "hipflask";
import { AppError, ChildError, className, divide, GrandChildError, ValueError } from "../errors.ts";
import { challenge } from "./errors.ts";

export function blueprintErrorRoutes(app: Hipflask): void {
  app.register(jsonErrors());
  app.register(onlyServerErrors());
  app.register(nestedErrors());
}

function jsonErrors(): Blueprint {
  const ej = new Blueprint("ej", { urlPrefix: "/ej" });
  ej.errorHandler(HTTPError, (error) =>
    jsonify(
      { code: error.status, name: error.title, description: error.detail ?? null },
      { status: error.status, headers: error.headers },
    ),
  );
  ej.errorHandler(404, (error) =>
    jsonify({ handled_by: "ej:404", description: error.detail ?? null }, 404),
  );
  ej.errorHandler(Error, (error) => handledBy("ej:Exception", error, 500));
  ej.get("/abort/<int:code>", ({ code }) => abort(code));
  ej.get("/value-error", () => {
    throw new ValueError();
  });
  ej.get("/app-error", () => {
    throw new AppError();
  });
  ej.get("/zero-division", () => divide(1, 0));
  ej.post("/json", async ({ json }) => ({ got: await json() }));
  ej.get("/get-only", () => html("get only"));
  ej.get("/int/<int:n>", ({ n }) => html(`int ${n}`));
  ej.get("/unauthorized", () => {
    throw new Unauthorized(undefined, challenge);
  });
  ej.get("/branch/", () => html("branch"));
  return ej;
}

function onlyServerErrors(): Blueprint {
  const e5 = new Blueprint("e5", { urlPrefix: "/e5" });
  e5.errorHandler(500, (error) =>
    jsonify(
      {
        handled_by: "e5:500",
        type: className(error),
        original: error.cause === undefined ? null : className(error.cause),
      },
      500,
    ),
  );
  e5.get("/value-error", () => {
    throw new ValueError();
  });
  e5.get("/abort-500", () => abort(500));
  e5.get("/return-none", () => undefined as unknown as object);
  e5.get("/jsonify-set", () => {
    throw new TypeError("Object of type set is not JSON serializable");
  });
  return e5;
}

function nestedErrors(): Blueprint {
  const ec = new Blueprint("ec", { urlPrefix: "/child" });
  ec.errorHandler(418, () => jsonify({ handled_by: "ec:418" }, 418));
  ec.errorHandler(ChildError, (error) => handledBy("ec:ChildError", error, 400));
  ec.errorHandler(HTTPError, (error) =>
    jsonify({ handled_by: "ec:HTTPException", code: error.status }, error.status),
  );
  failingRoutes(ec);

  const eb = new Blueprint("eb", { urlPrefix: "/eb" });
  eb.errorHandler(418, () => jsonify({ handled_by: "eb:418" }, 418));
  eb.errorHandler(409, () => jsonify({ handled_by: "eb:409" }, 409));
  eb.errorHandler(AppError, (error) => handledBy("eb:AppError", error, 400));
  failingRoutes(eb);
  eb.register(ec);
  return eb;
}

function failingRoutes(blueprint: Blueprint): void {
  blueprint.get("/abort/<int:code>", ({ code }) => abort(code));
  blueprint.get("/raise/<any(app, child, grand, zero, value):kind>", ({ kind }) => {
    switch (kind) {
      case "app":
        throw new AppError();
      case "child":
        throw new ChildError();
      case "grand":
        throw new GrandChildError();
      case "zero":
        return divide(1, 0);
      case "value":
        throw new ValueError();
    }
  });
}

function handledBy(handler: string, error: unknown, status: number): JsonResponse {
  return jsonify({ handled_by: handler, type: className(error) }, status);
}
