// The variables of a frame: asked for when it is opened, and also written behind the lines that mention them.

import { consoleOf } from "./console.js";
import { ask, element, hasConsole, sentence } from "./page.js";
import { valueItem } from "./values.js";

/** @typedef {{ frame: number, variables: import("./values.js").Variable[], omitted: number }} FrameVariables */

/** @type {Map<number, Promise<{ reason: string | null, frames: (FrameVariables | string)[] }>>} */
const captures = new Map();

/** @param {number} error */
function captureOf(error) {
  const known = captures.get(error) ?? ask("locals", { error });
  captures.set(error, known);
  return known;
}

/** @param {HTMLDetailsElement} details */
async function showVariables(details) {
  const panel = details.querySelector("[data-variables]");
  const section = /** @type {HTMLElement | null} */ (details.closest("[data-error]"));
  if (panel === null || section === null || panel.childElementCount > 0) return;
  const error = Number(section.dataset["error"]);
  panel.append(element("p", "", "Looking…"));
  panel.setAttribute("aria-busy", "true");
  try {
    const { reason, frames } = await captureOf(error);
    const found = reason ?? frames[Number(details.dataset["frame"])] ?? "";
    if (typeof found === "string") panel.replaceChildren(element("p", "", found));
    else {
      panel.replaceChildren(
        valueList(found, error),
        consoleOf(found.frame, error, callName(details)),
      );
      writeHints(details, found.variables);
    }
  } catch (problem) {
    captures.delete(error);
    panel.replaceChildren(element("p", "", sentence(problem)));
  }
  panel.removeAttribute("aria-busy");
}

/** @param {HTMLDetailsElement} details */
const callName = (details) => details.querySelector(".call")?.textContent ?? "this frame";

/**
 * The frame's own variables, and folded what it sees from around it.
 *
 * @param {FrameVariables} found
 * @param {number} error
 */
function valueList({ variables, omitted }, error) {
  const isOwn = (/** @type {import("./values.js").Variable} */ { scope }) =>
    !["closure", "module", "script", "global"].includes(scope);
  const own = variables.filter(isOwn);
  const around = variables.filter((variable) => !isOwn(variable));
  const list = element("div", "values");
  if (own.length > 0)
    list.append(element("ol", "", ...own.map((variable) => valueItem(variable, error))));
  else list.append(element("p", "soft", "No variables of its own."));
  if (around.length > 0) {
    const items = around.map((variable) => valueItem(variable, error));
    list.append(
      element(
        "details",
        "",
        element("summary", "", `from around it (${around.length})`),
        element("ol", "", ...items),
      ),
    );
  }
  if (omitted > 0) list.append(element("p", "soft", `and ${omitted} more`));
  return list;
}

const maxHints = 3;

/**
 * Writes values behind the lines that mention their names: at the first mention, and where it went wrong.
 *
 * @param {HTMLDetailsElement} details
 * @param {import("./values.js").Variable[]} variables
 */
function writeHints(details, variables) {
  const isValue = (/** @type {import("./values.js").Variable} */ { type }) => type !== "function";
  const known = new Map(variables.filter(isValue).map((one) => [one.name, one]));
  const told = new Set();
  for (const line of details.querySelectorAll(".code [data-line]")) {
    const isHere = line.classList.contains("here");
    const mentioned = [...line.querySelectorAll(".n")]
      .filter((name) => !isProperty(name))
      .flatMap((name) => known.get(name.textContent ?? "") ?? [])
      .filter((variable) => isHere || !told.has(variable));
    const hints = [...new Set(mentioned)].slice(0, maxHints);
    for (const variable of hints) told.add(variable);
    if (hints.length > 0) placeHint(line, hintOf(hints));
    // Below, nothing has happened yet.
    if (isHere) return;
  }
}

/**
 * What follows a dot is a property, whatever its name.
 *
 * @param {Element} name
 */
function isProperty(name) {
  const before = (name.closest("mark") ?? name).previousSibling?.textContent ?? "";
  return /\.\s*$/.test(before);
}

/**
 * Behind the line, but in front of the line break that is copied with it; in the room that is left there.
 *
 * @param {Element} line
 * @param {HTMLElement} hint
 */
function placeHint(line, hint) {
  const { lastChild } = line;
  const end = lastChild instanceof Text ? lastChild.splitText(lastChild.length - 1) : lastChild;
  end?.before(hint);
  const room = (line.closest("pre")?.clientWidth ?? 0) - hint.offsetLeft - 16;
  if (room < 64) hint.remove();
  else hint.style.maxWidth = `${room}px`;
}

/** @param {import("./values.js").Variable[]} hints */
function hintOf(hints) {
  const parts = hints.map(({ name, text }) => {
    const short = text.length > 60 ? `${text.slice(0, 59)}…` : text;
    return element("span", "", element("b", "", name), ` ${short}`);
  });
  const hint = element("span", "hint", ...parts);
  hint.title = "when it was thrown";
  return hint;
}

/**
 * Lines can be longer than the page is wide, and what is marked in one must be seen.
 *
 * @param {HTMLDetailsElement} details
 */
function showMark(details) {
  const mark = /** @type {HTMLElement | null} */ (details.querySelector(".here mark"));
  const code = mark?.closest(".code");
  if (mark === null || !(code instanceof HTMLElement)) return;
  const end = mark.offsetLeft - code.offsetLeft + mark.offsetWidth;
  if (end > code.clientWidth) code.scrollLeft = end - code.clientWidth / 2;
}

const all = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll(".frame"));
for (const details of all) {
  details.addEventListener("toggle", () => {
    if (details.open) showMark(details);
  });
  if (details.open) showMark(details);
}

if (hasConsole) {
  // The link in the terminal may have brought what the server did not give.
  document.querySelector(".error > .note")?.remove();
  for (const details of all) {
    details.addEventListener("toggle", () => {
      if (details.open) void showVariables(details);
    });
    if (details.open) void showVariables(details);
  }
}
