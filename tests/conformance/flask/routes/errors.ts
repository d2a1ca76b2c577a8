// Section "Errors": what is thrown, and the handlers of the application.

import {
  abort,
  Conflict,
  html,
  HTTPError,
  jsonify,
  makeResponse,
  MethodNotAllowed,
  NotFound,
  PaymentRequired,
  RangeNotSatisfiable,
  Response,
  ServiceUnavailable,
  TooManyRequests,
  Unauthorized,
  type Hipflask,
} from "hipflask";
import {
  AppError,
  ArithmeticError,
  ChildError,
  className,
  divide,
  GrandChildError,
  Kettle,
  KeyError,
  NoSuchPage,
  OverflowError,
  Unrelated,
  Unrelated2,
  Unrelated3,
  ValueError,
  ZeroDivisionError,
} from "../errors.ts";
import { instant } from "../values.ts";

export const challenge = { wwwAuthenticate: "Basic realm=oracle" };

export function errorRoutes(app: Hipflask): void {
  errorHandlers(app);
  app.get("/e/abort/<int:code>", ({ code }) => abort(code));
  app.get("/e/abort-desc/<int:code>", ({ code, query }) => abort(code, query.require("d")));
  responsesThrown(app);
  errorsOfHTTP(app);
  errorsOfTheProgram(app);
  app.get("/e/abort-html-desc", () => abort(400, '<b>bold</b> & "q"'));
  app.get("/e/abort-multiline", () => abort(400, "line1\nline2"));
  app.get("/e/abort-empty-desc", () => abort(404, ""));
  app.get("/e/abort-unicode-desc", () => abort(400, "é☃"));
}

// None for 404, 405 and 500.
function errorHandlers(app: Hipflask): void {
  app.errorHandler(418, (error) => jsonify({ handled_by: "app:418", type: className(error) }, 418));
  app.errorHandler(410, () => jsonify({ handled_by: "app:410" }, 410));
  app.errorHandler(AppError, (error) =>
    jsonify({ handled_by: "app:AppError", type: className(error), message: error.message }, 400),
  );
  app.errorHandler(GrandChildError, (error) =>
    jsonify({ handled_by: "app:GrandChildError", type: className(error) }, 422),
  );
  app.errorHandler(ArithmeticError, (error) =>
    jsonify({ handled_by: "app:ArithmeticError", type: className(error) }, 400),
  );
  app.errorHandler(ZeroDivisionError, () => jsonify({ handled_by: "app:ZeroDivisionError" }, 400));
  app.errorHandler(Unrelated, () => {
    throw new ValueError("the handler fails itself");
  });
  app.errorHandler(Unrelated2, () => abort(404));
  app.errorHandler(Unrelated3, () => html("handled"));
}

function responsesThrown(app: Hipflask): void {
  app.get("/e/abort-response", () =>
    abort(new Response("custom", { status: 409, headers: { "X-Custom": "1" } })),
  );
  app.get("/e/abort-json-response", () => abort(makeResponse(jsonify({ error: "nope" }), 422)));
  app.get("/e/abort-418-response", () => abort(html("kettle", 418)));
}

function errorsOfHTTP(app: Hipflask): void {
  app.get("/e/raise-notfound", () => {
    throw new NotFound("custom text");
  });
  app.get("/e/raise-notfound-sub", () => {
    throw new NoSuchPage();
  });
  app.get("/e/raise-conflict", () => {
    throw new Conflict();
  });
  app.get("/e/raise-custom-402", () => {
    throw new PaymentRequired();
  });
  app.get("/e/raise-teapot-sub", () => {
    throw new Kettle();
  });
  // An error of HTTP always has a status here: the nearest is that of one nobody foresaw.
  app.get("/e/raise-http-no-code", () => {
    throw new HTTPError(500);
  });
  app.get("/e/raise-405", () => {
    throw new MethodNotAllowed(undefined, { allow: ["GET", "PUT"] });
  });
  app.get("/e/raise-416", () => {
    throw new RangeNotSatisfiable(undefined, { completeLength: 100 });
  });
  app.get("/e/raise-401", () => {
    throw new Unauthorized(undefined, challenge);
  });
  app.get("/e/raise-429", () => {
    throw new TooManyRequests(undefined, { retryAfter: 120 });
  });
  app.get("/e/raise-503", () => {
    throw new ServiceUnavailable(undefined, { retryAfter: instant });
  });
}

function errorsOfTheProgram(app: Hipflask): void {
  app.get("/e/value-error", () => {
    throw new ValueError("nobody handles this");
  });
  app.get("/e/key-error", () => {
    throw new KeyError("missing");
  });
  app.get("/e/app-error", () => {
    throw new AppError("base");
  });
  app.get("/e/child-error", () => {
    throw new ChildError("child");
  });
  app.get("/e/grandchild-error", () => {
    throw new GrandChildError();
  });
  app.get("/e/zero-division", () => divide(1, 0));
  app.get("/e/overflow", () => {
    throw new OverflowError();
  });
  app.get("/e/handler-raises", () => {
    throw new Unrelated();
  });
  app.get("/e/handler-aborts", () => {
    throw new Unrelated2();
  });
  app.get("/e/handler-no-status", () => {
    throw new Unrelated3();
  });
}
