// The layers around an application. They stand outside of hooks and error handlers, and none of these is asked about
// what a layer throws; but it is a failure like any other: logged, and answered with a problem document.

import { SetupError } from "../errors/setup-error.ts";
import type { Gateway, Incoming, Outgoing } from "../gateway.ts";
import type { Application } from "./application.ts";
import { unforeseen } from "./error-handlers.ts";
import { HTTPError } from "../errors/http-error.ts";
import { bareProblem, plainProblem } from "./problem-response.ts";
import { pathOf } from "../http/target-parts.ts";

/** Makes a gateway of another one: `(next) => (incoming) => next(incoming)`. */
export type Layer = (next: Gateway) => Gateway;

type Reporter = Pick<Application, "debug" | "debugger" | "report">;

/** @throws {SetupError} `layer` if what is given makes no gateway. */
export function putAround(gateway: Gateway, layer: Layer): Gateway {
  const made: unknown = typeof layer === "function" ? layer(gateway) : layer;
  if (typeof layer === "function" && typeof made === "function") return made as Gateway;
  throw new SetupError({
    code: "layer",
    message: `Cannot put a layer around the application: ${typeof layer === "function" ? `it made ${kindOf(made)}, and not a function that answers requests` : `it is ${kindOf(layer)}, and not a function`}`,
    fix: "write app.wrap((next) => (incoming) => next(incoming))",
  });
}

/** A gateway that answers also where a layer throws, rejects, or gives back nothing. */
export function withoutFailures(gateway: Gateway, app: Reporter): Gateway {
  return (incoming) => {
    try {
      const outgoing = gateway(incoming);
      if (!(outgoing instanceof Promise)) return checked(outgoing);
      return outgoing.then(checked).catch((error: unknown) => answerTo(error, incoming, app));
    } catch (error) {
      return answerTo(error, incoming, app);
    }
  };
}

function answerTo(thrown: unknown, incoming: Incoming, app: Reporter): Outgoing {
  const path = pathOf(incoming.target);
  if (!(thrown instanceof HTTPError)) {
    app.report(`${incoming.method} ${path}: a layer failed`, thrown);
  }
  try {
    return plainProblem(app, thrown, path);
  } catch (error) {
    app.report(`${incoming.method} ${path}: the error of a layer cannot be sent`, error);
    return bareProblem(unforeseen(error), path);
  }
}

function checked(outgoing: Outgoing): Outgoing {
  const answer = outgoing as Partial<Outgoing> | null | undefined;
  if (typeof answer?.status === "number" && answer.headers !== undefined) return outgoing;
  throw new TypeError(
    `Cannot answer with ${kindOf(answer)}: a layer gave it back in the place of an answer\n` +
      `Fix: write return next(incoming), or return { status, headers, body }    [layer-answer]`,
  );
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}
