// Text as HTML that shows it: the one place that says what has to be escaped.

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * For the content of elements, and for attributes in quotes.
 *
 * @example
 * escapeHTML(`<a title='"'>`); // => "&lt;a title=&#39;&quot;&#39;&gt;"
 */
export function escapeHTML(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character]!);
}
