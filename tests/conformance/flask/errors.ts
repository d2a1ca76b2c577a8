// The errors that the application throws. A class's name is what answers say it is.

import { HTTPError, NotFound } from "hipflask";

export class AppError extends Error {}
export class ChildError extends AppError {}
export class GrandChildError extends ChildError {}

export class ArithmeticError extends Error {}
export class ZeroDivisionError extends ArithmeticError {}
export class OverflowError extends ArithmeticError {}

export class ValueError extends Error {}
export class KeyError extends Error {}

/** Whose handlers fail, in three ways. */
export class Unrelated extends Error {}
export class Unrelated2 extends Error {}
export class Unrelated3 extends Error {}

/** A 404 with a text of its own. */
export class NoSuchPage extends NotFound {
  constructor() {
    super("there is no such page");
  }
}

/** A 418 that is no `ImATeapot`. */
export class Kettle extends HTTPError {
  constructor() {
    super(418);
  }
}

export function divide(dividend: number, divisor: number): number {
  if (divisor === 0) throw new ZeroDivisionError("division by zero");
  return dividend / divisor;
}

/** The name of a thrown value's class. */
export function className(thrown: unknown): string {
  return thrown instanceof Error ? thrown.constructor.name : typeof thrown;
}
