// What the other parts of this page's script stand on: what the server said, elements, and questions to the debugger.
// The parts are put behind each other into one script when a page is made: their names must all be different.

/** @type {{ startId: string | null, reloads: boolean, report?: string, token?: string | null, text?: string, curl?: string | null }} */
export const facts = JSON.parse(document.getElementById("facts")?.textContent ?? "{}");

// The link in the terminal brings the token where no request and no Referer has it. It need not stay in sight.
const given = /^#token=([A-Za-z0-9_-]+)$/.exec(location.hash)?.[1];
if (given !== undefined) {
  history.replaceState(null, "", location.pathname + location.search);
  facts.token ??= given;
}

export const hasConsole = typeof facts.token === "string" && facts.report !== undefined;

/**
 * Makes an element. Text is only ever set as text.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  made.append(...children);
  return made;
}

// An answer that says that the token or the report is of another start: nothing more will be answered.
let isStale = false;

/** Asks nothing more: another start of the program would not know what this page is about. */
export function giveUp() {
  isStale = true;
}

/**
 * Asks the debugger.
 *
 * @param {"locals" | "expand" | "evaluate"} what
 * @param {Record<string, unknown>} fields
 * @returns {Promise<any>}
 */
export async function ask(what, fields) {
  if (isStale) throw new Error("The program was restarted: load the page again.");
  const response = await fetch(`/__hipflask__/${what}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-hipflask-token": facts.token ?? "" },
    body: JSON.stringify({ report: facts.report, ...fields }),
  });
  const answer = await response.json();
  if (response.ok) return answer;
  isStale = answer.code === "debug-token";
  throw new Error(answer.detail ?? `The debugger answered ${response.status}.`);
}

/**
 * @param {unknown} error
 * @returns {string}
 */
export function sentence(error) {
  // What fetch throws says nothing that helps.
  if (error instanceof TypeError) return "The program does not answer.";
  return error instanceof Error ? error.message : String(error);
}
