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

export function environmentSection(fields: readonly ReportedField[]): Markup | null {
  return fields.length === 0 ? null : markup`${part("Runtime and variables", fields)}`;
}

function part(title: string, fields: readonly ReportedField[]): Markup | null {
  if (fields.length === 0) return null;
  return markup`<details class="part" open>
    <summary>${title} <span class="count">${fields.length}</span></summary>
    ${fieldList(fields)}
  </details>`;
}
