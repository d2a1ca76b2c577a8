// Reads one variable of a pattern: `<name>`, `<converter:name>`, `<converter(args):name>`.

import { SetupError } from "../errors/setup-error.ts";
import { ArgumentMistake, closingParenthesis, parseArguments } from "./converter-arguments.ts";
import type { Argument } from "./converter-arguments.ts";
import type { Converter } from "./converter.ts";
import type { ConverterTable } from "./converters.ts";
import { nearestName } from "../errors/nearest-name.ts";
import { patternError } from "./pattern-error.ts";

/** A variable of a pattern: `<int(min=1):id>`. */
export interface PatternVariable {
  readonly name: string;
  readonly converter: Converter;
  /** Equal for variables that take the same texts and give the same values. */
  readonly key: string;
  /** As written, with the angle brackets. */
  readonly text: string;
}

/** Offset of the `>` that closes the variable opened at `open`. */
export function variableEnd(pattern: string, open: number): number {
  // The types read up to the first ">", so not even quotes may hold one.
  const close = pattern.indexOf(">", open);
  const nested = pattern.indexOf("<", open + 1);
  if (close !== -1 && (nested === -1 || close < nested)) return close;
  const inside = /^[^/<]*/.exec(pattern.slice(open + 1))?.[0] ?? "";
  throw patternError({
    pattern,
    offset: open,
    problem: 'the "<" is never closed',
    fix: `write ${pattern.slice(0, open)}<${inside === "" ? "name" : inside}>, or %3C for the character`,
  });
}

/**
 * Reads the variable between `open` (its `<`) and `close` (its `>`).
 *
 * @throws {SetupError} `route-pattern` or `route-converter`.
 */
export function readVariable(
  pattern: string,
  open: number,
  close: number,
  converters: ConverterTable,
): PatternVariable {
  const start = open + 1;
  const inside = pattern.slice(start, close);
  const {
    converter: converterName,
    argumentsAt,
    argumentsText,
    name,
  } = splitVariable(pattern, start, inside);
  checkName(pattern, start + inside.length - name.length, name);
  if (!converters.has(converterName))
    throw unknownConverter(pattern, start, converterName, name, converters);
  try {
    const args: readonly Argument[] = parseArguments(argumentsText);
    const made = converters.make(converterName, args);
    return { name, ...made, text: pattern.slice(open, close + 1) };
  } catch (error) {
    if (error instanceof SetupError) throw error;
    const known = error instanceof ArgumentMistake;
    throw patternError({
      pattern,
      offset: start + argumentsAt + (known ? error.offset : 0),
      problem: known
        ? error.message
        : `the converter "${converterName}" refuses this: ${String(error)}`,
      fix: known ? error.fix : "give it the arguments it takes",
      code: "route-converter",
      cause: known ? undefined : error,
    });
  }
}

interface VariableParts {
  readonly converter: string;
  /** Offset of the arguments in the variable; that of the converter where there are none. */
  readonly argumentsAt: number;
  readonly argumentsText: string;
  readonly name: string;
}

function splitVariable(pattern: string, start: number, inside: string): VariableParts {
  const [converter = ""] = /^[^:(]*/.exec(inside) ?? [];
  if (converter === inside)
    return { converter: "string", argumentsAt: 0, argumentsText: "", name: inside };
  if (inside[converter.length] === ":") {
    const name = inside.slice(converter.length + 1);
    return { converter, argumentsAt: 0, argumentsText: "", name };
  }
  const open = converter.length;
  const close = closingParenthesis(inside, open);
  if (close === -1) {
    throw patternError({
      pattern,
      offset: start + open,
      problem: 'the "(" is never closed',
      fix: `write <${converter}(…):name>`,
    });
  }
  if (inside[close + 1] !== ":") {
    throw patternError({
      pattern,
      offset: start + close + 1,
      problem: "a colon and the variable's name must follow the arguments",
      fix: `write <${inside.slice(0, close + 1)}:name>`,
    });
  }
  const argumentsText = inside.slice(open + 1, close);
  return { converter, argumentsAt: open + 1, argumentsText, name: inside.slice(close + 2) };
}

function checkName(pattern: string, offset: number, name: string): void {
  if (name === "") {
    throw patternError({
      pattern,
      offset,
      problem: "the variable has no name",
      fix: "name it after what it holds, as in <int:id>",
    });
  }
  if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) || name === "__proto__") {
    const suggestion = name.replace(/[^\p{ID_Continue}$]+/gu, "_").replace(/^(?=\d)/, "_");
    throw patternError({
      pattern,
      offset,
      problem: `the name "${name}" cannot be a handler's variable`,
      fix: `use letters, digits and _, as in <${name === "__proto__" ? "proto" : suggestion}>`,
    });
  }
}

function unknownConverter(
  pattern: string,
  offset: number,
  converter: string,
  name: string,
  converters: ConverterTable,
): SetupError {
  const known = converters.names();
  const nearest = converters.has(name) ? undefined : nearestName(converter, known);
  let fix = `use one of ${known.join(", ")}, or add yours with new Hipflask({ converters })`;
  if (nearest !== undefined) fix = `write <${nearest}:${name}>`;
  if (converters.has(name) && converter !== "")
    fix = `the converter comes first: write <${name}:${converter}>`;
  if (converter === "") fix = `write <${name}>`;
  return patternError({
    pattern,
    offset,
    problem: `there is no converter "${converter}", only ${known.join(", ")}`,
    fix,
    code: "route-converter",
  });
}
