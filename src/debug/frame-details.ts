// A frame on the page: what was called and where, the lines around it, and room for its variables.

import { editorLink } from "./editor-link.ts";
import { highlight } from "./highlight.ts";
import { markup, type Markup } from "./markup.ts";
import type { ReportedFrame } from "./report.ts";

/** @param number Which of its error's frames: what the script asks for. */
export function frameDetails(frame: ReportedFrame, number: number, isOpen: boolean): Markup {
  const { file, line, column, excerpt } = frame;
  const attributes = markup`class="frame" data-frame="${number}"`;
  const lines =
    excerpt === null
      ? []
      : highlight(excerpt.lines, { line: line - excerpt.firstLine + 1, column });
  const link = linkTo(frame);
  const here = excerpt === null ? undefined : lines[line - excerpt.firstLine];
  return markup`<details ${attributes}${isOpen && markup` open`}>
    <summary>
      ${callOf(frame)}<span class="place">${file}:${line}</span
      >${here !== undefined && markup`<code class="peek">${here}</code>`}
    </summary>
    <div class="inside">
      <div class="source">
        ${excerpt !== null && codeOf(lines, excerpt.firstLine, line)}
        ${link !== null && markup`<p class="tools"><a href="${link}">Open ${placeOf(frame)} in your editor</a></p>`}
      </div>
      <div class="variables" data-variables></div>
    </div>
  </details>`;
}

/** A frame in one line. */
export function frameLine(frame: ReportedFrame): Markup {
  const link = linkTo(frame);
  const place = placeOf(frame);
  return link === null
    ? markup`${callOf(frame)}<span class="place">${place}</span>`
    : markup`${callOf(frame)}<a class="place" href="${link}">${place}</a>`;
}

function callOf({ name, isAsync }: ReportedFrame): Markup {
  const call = name === null ? markup`<em>anonymous</em>` : markup`${name}`;
  return markup`<code class="call">${isAsync && markup`<span class="k">await</span> `}${call}</code>`;
}

const placeOf = ({ file, line, column }: ReportedFrame): string => `${file}:${line}:${column}`;

function linkTo({ path, line, column }: ReportedFrame): string | null {
  return path === null ? null : editorLink({ path, line, column });
}

// The numbers are drawn by the style, so that they are not copied with the lines.
function codeOf(lines: readonly Markup[], firstLine: number, line: number): Markup {
  const rows = lines.map((text, i) => {
    const number = firstLine + i;
    const here = number === line && markup` class="here" aria-current="location"`;
    return markup`<span data-line="${number}"${here}>${text}\n</span>`;
  });
  return markup`<pre class="code"><code>${rows}</code></pre>`;
}
