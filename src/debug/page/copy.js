// Buttons that copy, and say that they have.

import { element, facts } from "./page.js";

/** @param {string} text */
async function copy(text) {
  // Only pages that came by HTTPS, or from this machine, are let near the clipboard.
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text);
  const field = element("textarea", "");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

const actions = document.querySelector(".actions");
if (actions !== null) actions.removeAttribute("hidden");

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
  document.querySelectorAll("[data-copy]")
)) {
  const label = button.textContent;
  const say = (/** @type {string} */ outcome) => {
    button.textContent = outcome;
    setTimeout(() => (button.textContent = label), 1500);
  };
  button.addEventListener("click", () => {
    const text = button.dataset["copy"] === "curl" ? facts.curl : facts.text;
    copy(text ?? "").then(
      () => say("Copied"),
      () => say("Not copied"),
    );
  });
}
