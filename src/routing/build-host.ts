// From the host of a rule and values to a host that leads back to them.

import { buildError, showValue } from "./build-error.ts";
import type { BuildSubject } from "./build-error.ts";
import { formatValue } from "./build-path.ts";
import { matchHost } from "./host-match.ts";
import type { HostPattern } from "./host-pattern.ts";
import type { PatternVariable } from "./pattern-variable.ts";

/**
 * Builds the host that a rule's pattern takes with the given values.
 *
 * @throws {SetupError} `url-build` if a value is missing, or is none that a host can hold.
 */
export function buildHost(
  subject: BuildSubject,
  host: HostPattern,
  values: Readonly<Record<string, unknown>>,
): string {
  const textOf = (variable: PatternVariable): string => {
    const text = formatValue(subject, variable, values);
    if (/^[a-z0-9_-]+$/.test(text)) return text;
    throw buildError(
      subject,
      `${variable.name} cannot stand in a host: it is ${showValue(text)}`,
      "give lower case letters, digits and dashes",
    );
  };
  const labels = host.labels.map((label) => {
    if (label.kind === "static") return label.text;
    const pieces = label.kind === "variable" ? [label.variable] : label.pieces;
    return pieces.map((piece) => (typeof piece === "string" ? piece : textOf(piece))).join("");
  });
  checkReturn(subject, host, labels, values);
  return labels.join(".");
}

/** Values that share a label may be taken apart in another way than they were put together. */
function checkReturn(
  subject: BuildSubject,
  host: HostPattern,
  labels: readonly string[],
  values: Readonly<Record<string, unknown>>,
): void {
  const back = matchHost(host, labels);
  const texts = host.variables.map(({ converter }, index) => converter.format(back?.[index]));
  const isSame = host.variables.every(
    ({ name, converter }, index) => texts[index] === converter.format(values[name]),
  );
  if (back !== undefined && isSame) return;
  const shown = host.variables.map(({ name }, index) => `${name} ${showValue(texts[index])}`);
  throw buildError(
    subject,
    `${labels.join(".")} would come back as ${shown.join(", ")}`,
    "give values without the text that stands between the variables, or change the host",
  );
}
