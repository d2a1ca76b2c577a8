// News of restarts. The stream says which start of the program answers: where it is another than the one that made this
// page, the page is out of date. While the tab is hidden it does not listen: a browser has six connections to a server.

import { element, facts, giveUp } from "./page.js";

/** @type {EventSource | null} */
let stream = null;
const live = /** @type {HTMLElement} */ (document.querySelector(".live"));

function listen() {
  if (facts.startId === null || stream !== null || document.hidden) return;
  stream = new EventSource("/__hipflask__/events");
  stream.addEventListener("hello", (event) => {
    live.textContent = "";
    if (JSON.parse(event.data).start !== facts.startId) restarted();
  });
  stream.addEventListener("error", () => {
    live.textContent = "Waiting for the program…";
    // The browser comes back by itself unless the answer was no stream.
    if (stream?.readyState !== EventSource.CLOSED) return;
    stop();
    setTimeout(listen, 1000);
  });
}

function stop() {
  stream?.close();
  stream = null;
}

function restarted() {
  stop();
  giveUp();
  if (facts.reloads) {
    location.reload();
    return;
  }
  facts.startId = null;
  const note = element("div", "restarted", element("p", "", "The program was restarted."));
  note.setAttribute("role", "alert");
  if (!location.pathname.startsWith("/__hipflask__/")) {
    // The browser asks before it sends a form a second time.
    const again = element("button", "", "Send the request again");
    again.addEventListener("click", () => location.reload());
    note.append(again);
  }
  document.body.append(note);
}

document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
listen();
