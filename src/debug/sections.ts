// What was around an error, on the page: the console, the request, the route with its steps, the environment.

import { markup, type Markup } from "./markup.ts";
import type { OutputLine, ReportedField, ReportedRequest, ReportedRoute } from "./report.ts";

/** Names and values, as a list that stays readable on a phone. */
export function fieldList(fields: readonly ReportedField[]): Markup {
  return markup`<dl class="fields">
    ${fields.map(
      ({ name, value }) =>
        markup`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

export function outputSection(output: readonly OutputLine[]): Markup | null {
  if (output.length === 0) return null;
  return markup`<ol class="output">
    ${output.map(
      ({ level, text }) =>
        markup`<li data-level="${level}"><span class="level">${level}</span><code>${text}</code></li>`,
    )}
  </ol>`;
}

export function requestSection(request: ReportedRequest): Markup {
  const { method, url, query, headers, cookies, body, session, g } = request;
  return markup`<p class="request-line"><strong>${method}</strong> <code>${url}</code></p>
    ${part("Query", query)}
    ${
      body !== null &&
      markup`<details class="part" open>
        <summary>Body</summary>
        <pre class="body"><code>${body}</code></pre>
      </details>`
    }
    ${part("Session", session)} ${part("g", g)} ${part("Cookies", cookies)}
    ${part("Headers", headers)}`;
}

export function routeSection({ rule, endpoint, params, steps }: ReportedRoute): Markup {
  return markup`<p class="request-line">
      <code>${rule}</code
      >${endpoint !== null && markup` <span class="soft">endpoint ${endpoint}</span>`}
    </p>
    ${part("Path values", params)}
    ${
      steps.length > 0 &&
      markup`<details class="part" open>
        <summary>What runs around it</summary>
        <pre class="steps"><code>${steps.join("\n")}</code></pre>
      </details>`
    }`;
}

/** Facts of the runtime, which have names of small letters, and then the many variables of the process. */
export function environmentSection(fields: readonly ReportedField[]): Markup | null {
  if (fields.length === 0) return null;
  const firstVariable = fields.findIndex(({ name }) => !/^[a-z]+$/.test(name));
  const facts = firstVariable === -1 ? fields : fields.slice(0, firstVariable);
  return markup`${fieldList(facts)}${part("Variables of the process", fields.slice(facts.length))}`;
}

// Longer lists are looked for, not read.
const maxOpen = 20;

function part(title: string, fields: readonly ReportedField[]): Markup | null {
  const { length } = fields;
  if (length === 0) return null;
  return markup`<details class="part"${length <= maxOpen && markup` open`}>
<summary>${title} <span class="count">${length}</span></summary>
${fieldList(fields)}
</details>`;
}
