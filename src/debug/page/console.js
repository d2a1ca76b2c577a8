// The console of a frame: what is typed is evaluated there, as if it stood in that line.

import { ask, element, sentence } from "./page.js";
import { valueItem } from "./values.js";

/**
 * @param {number} frame The number of the captured frame.
 * @param {number} error
 * @param {string} name What is called there.
 */
export function consoleOf(frame, error, name) {
  const log = element("ol", "log");
  log.setAttribute("role", "log");
  const field = element("textarea", "");
  field.rows = 1;
  field.spellcheck = false;
  field.autocapitalize = "off";
  field.placeholder = "Evaluate here";
  field.setAttribute("aria-label", `Evaluate in ${name}`);
  const history = /** @type {string[]} */ ([]);
  let at = 0;

  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      const expression = field.value.trim();
      if (expression === "") return;
      if (history.at(-1) !== expression) history.push(expression);
      at = history.length;
      field.value = "";
      void evaluate(log, { error, frame, expression });
      return;
    }
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    // Within several lines the arrows move between them.
    if (step === 0 || field.value.includes("\n") || (history[at + step] === undefined && step < 0))
      return;
    event.preventDefault();
    at = Math.min(at + step, history.length);
    field.value = history[at] ?? "";
  });
  return element("div", "console", log, element("div", "prompt", field));
}

/**
 * @param {HTMLElement} log
 * @param {{ error: number, frame: number, expression: string }} question
 */
async function evaluate(log, question) {
  const asked = element("li", "asked", question.expression);
  log.append(asked);
  const answer = element("li", "");
  try {
    const evaluation = await ask("evaluate", question);
    if (evaluation.ok)
      answer.append(
        element("ul", "", valueItem({ ...evaluation.value, name: "" }, question.error)),
      );
    else answer.append(element("span", "text bad", evaluation.error));
  } catch (problem) {
    answer.append(element("span", "text bad", sentence(problem)));
  }
  asked.after(answer);
  log.scrollTop = log.scrollHeight;
}
