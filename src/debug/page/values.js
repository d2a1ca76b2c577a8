// Values: a line each, which opens where there is something inside.

import { ask, element, sentence } from "./page.js";

/** @typedef {{ name: string, scope: string, text: string, type: string, handle: string | null }} Variable */

/** @type {Record<string, string>} */
const colours = {
  string: "s",
  number: "u",
  bigint: "u",
  boolean: "k",
  null: "k",
  undefined: "k",
  symbol: "s",
};

/**
 * @param {Variable} variable
 * @param {number} error The number of the error whose capture has it.
 * @returns {HTMLElement}
 */
export function valueItem({ name, text, type, handle }, error) {
  const item = element("li", "");
  const line = [
    ...(name === "" ? [] : [element("span", "key", name)]),
    element("span", `text ${colours[type] ?? ""}`, text),
  ];
  if (handle === null) {
    item.className = "variable";
    item.append(...line);
    return item;
  }
  const details = element("details", "value", element("summary", "", ...line));
  details.addEventListener("toggle", () => void fill(details, error, handle), { once: true });
  item.append(details);
  return item;
}

/**
 * Shows what is inside of a value.
 *
 * @param {HTMLDetailsElement} details
 * @param {number} error
 * @param {string} handle
 */
async function fill(details, error, handle) {
  try {
    /** @type {{ variables: Variable[] }} */
    const { variables } = await ask("expand", { error, handle });
    const items = variables.map((variable) => valueItem(variable, error));
    details.append(
      items.length > 0
        ? element("ul", "", ...items)
        : element("p", "note", "It is empty, or gone."),
    );
  } catch (problem) {
    details.append(element("p", "note", sentence(problem)));
  }
}
