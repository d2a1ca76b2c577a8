// An error on the page: its name and message, how to mend it, and the trail of frames that leads to it.

import { frameDetails, frameLine } from "./frame-details.ts";
import { markup, type Markup } from "./markup.ts";
import type { ReportedError, ReportedFrame } from "./report.ts";
import { fieldList } from "./sections.ts";

/**
 * @param index Which of the errors.
 * @param refusal Why there are no variables, where there are none.
 */
export function errorSection(
  errors: readonly ReportedError[],
  index: number,
  refusal: string | null,
): Markup {
  const error = errors[index]!;
  const { name, message, fix, fields, frames } = error;
  const heading = markup`<span class="name">${name}</span> <span class="message">${message}</span>`;
  const size = message.length > 180 || message.includes("\n") ? "long" : "short";
  return markup`<section
    class="error ${error.relation}"
    data-error="${index}"
    aria-labelledby="error-${index}"
  >
    ${relationOf(errors, index)}
    ${
      index === 0
        ? markup`<h1 id="error-0" class="${size}">${heading}</h1>`
        : markup`<h2 id="error-${index}" class="${size}">${heading}</h2>`
    }
    ${fix !== null && markup`<p class="fix"><strong>Fix</strong> <span>${fix}</span></p>`}
    ${fields.length > 0 && fieldList(fields)}
    ${index === 0 && refusal !== null && markup`<p class="note"><strong>No variables.</strong> ${refusal}</p>`}
    <ol class="trail">
      ${stopsOf(errors, index).map((stop) => stopItem(stop, frames))}
    </ol>
  </section>`;
}

function relationOf(errors: readonly ReportedError[], index: number): Markup | null {
  const { relation, depth } = errors[index]!;
  if (relation === "thrown") return null;
  if (relation === "cause") return markup`<p class="relation">caused by</p>`;
  const siblings = errors.filter((one) => one.relation === relation && one.depth === depth);
  const number = siblings.indexOf(errors[index]!) + 1;
  return markup`<p class="relation">error ${number} of ${siblings.length} in it</p>`;
}

/** A frame of the program, or some in a row that are folded away. */
type Stop =
  | { readonly kind: "frame"; readonly number: number; readonly isOpen: boolean }
  | { readonly kind: "folded"; readonly frames: readonly ReportedFrame[]; readonly label: string };

function stopsOf(errors: readonly ReportedError[], index: number): readonly Stop[] {
  const { frames } = errors[index]!;
  const own = frames.length - sharedTail(frames, errors[index - 1]?.frames ?? []);
  const stops: Stop[] = [];
  let isOpen = true;
  for (let i = 0; i < own; i++) {
    if (frames[i]!.owner === "program") {
      stops.push({ kind: "frame", number: i, isOpen });
      isOpen = false;
      continue;
    }
    let end = i + 1;
    while (end < own && frames[end]!.owner !== "program") end++;
    const folded = frames.slice(i, end);
    stops.push({ kind: "folded", frames: folded, label: `${counted(folded)} of ${whose(folded)}` });
    i = end - 1;
  }
  const shared = frames.slice(own);
  if (shared.length === 0) return stops;
  return [...stops, { kind: "folded", frames: shared, label: `${counted(shared)} as above` }];
}

// What was thrown while another error was handled came the same way, up to some frame.
function sharedTail(frames: readonly ReportedFrame[], above: readonly ReportedFrame[]): number {
  let shared = 0;
  while (shared < frames.length && shared < above.length) {
    const one = frames.at(-1 - shared)!;
    const other = above.at(-1 - shared)!;
    if (one.file !== other.file || one.line !== other.line || one.column !== other.column) break;
    shared++;
  }
  return shared;
}

const counted = ({ length }: readonly unknown[]): string =>
  length === 1 ? "1 frame" : `${length} frames`;

const owners = {
  program: "the program",
  library: "packages",
  framework: "Hipflask",
  runtime: "the runtime",
};

function whose(frames: readonly ReportedFrame[]): string {
  return [...new Set(frames.map(({ owner }) => owners[owner]))].join(" and ");
}

function stopItem(stop: Stop, frames: readonly ReportedFrame[]): Markup {
  if (stop.kind === "frame") {
    return markup`<li class="stop">
      ${frameDetails(frames[stop.number]!, stop.number, stop.isOpen)}
    </li>`;
  }
  return markup`<li class="stop folded">
    <details>
      <summary>${stop.label}</summary>
      <ol>
        ${stop.frames.map((frame) => markup`<li>${frameLine(frame)}</li>`)}
      </ol>
    </details>
  </li>`;
}
