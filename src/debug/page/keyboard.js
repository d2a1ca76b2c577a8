// The keyboard: from frame to frame, into the console and out of it.

import { element } from "./page.js";

/** @type {[key: string, what: string][]} */
const shortcuts = [
  ["j  ↓", "next frame"],
  ["k  ↑", "previous frame"],
  ["Enter", "open or close it"],
  ["c", "console of the frame"],
  ["Esc", "back to the frame"],
  ["e", "open it in the editor"],
  ["?", "these keys"],
];

const help = element(
  "dialog",
  "",
  element("h2", "", "Keys"),
  element(
    "dl",
    "",
    ...shortcuts.map(([key, what]) =>
      element("div", "", element("dt", "", element("kbd", "", key)), element("dd", "", what)),
    ),
  ),
);
const closing = element("button", "", "Close");
closing.type = "button";
closing.addEventListener("click", () => help.close());
help.append(closing);
help.setAttribute("aria-label", "Keyboard shortcuts");
document.body.append(help);
document.querySelector("[data-help]")?.addEventListener("click", () => help.showModal());

/** @returns {HTMLElement[]} */
const stops = () =>
  [...document.querySelectorAll(".trail > .stop > details > summary")].map(
    (stop) => /** @type {HTMLElement} */ (stop),
  );

/** @returns {HTMLElement | undefined} The frame that the reader is at: where the focus is, else the first that is open. */
function currentStop() {
  const all = stops();
  const focused = document.activeElement?.closest(".stop")?.querySelector("summary");
  return (
    all.find((stop) => stop === focused) ??
    all.find((stop) => stop.parentElement?.matches(".frame[open]"))
  );
}

/** @param {number} step */
function move(step) {
  const all = stops();
  const focused = all.findIndex((stop) => stop.parentElement?.contains(document.activeElement));
  const next = focused === -1 ? (step > 0 ? 0 : all.length - 1) : focused + step;
  const stop = all[next];
  stop?.focus({ preventScroll: true });
  stop?.scrollIntoView({ block: "nearest" });
}

function openConsole() {
  const details = /** @type {HTMLDetailsElement | null | undefined} */ (
    currentStop()?.parentElement
  );
  if (!details) return;
  details.open = true;
  const focus = () => details.querySelector("textarea")?.focus();
  focus();
  // The variables may be on their way.
  const panel = details.querySelector("[data-variables]");
  if (panel === null || details.querySelector("textarea") !== null) return;
  const observer = new MutationObserver(() => {
    if (details.querySelector("textarea") === null) return;
    observer.disconnect();
    focus();
  });
  observer.observe(panel, { childList: true });
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || help.open) return;
  const target = /** @type {Element} */ (event.target);
  if (target.matches("textarea, input")) {
    if (event.key === "Escape") currentStop()?.focus();
    return;
  }
  const isAtStop = target.matches(".stop > details > summary");
  const act = {
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: isAtStop ? () => move(1) : null,
    ArrowUp: isAtStop ? () => move(-1) : null,
    c: openConsole,
    e: () =>
      /** @type {HTMLElement | null | undefined} */ (
        currentStop()?.parentElement?.querySelector(".tools a")
      )?.click(),
    "?": () => help.showModal(),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
