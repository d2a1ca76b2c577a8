// What a terminal would show, as an HTML page: for pictures of it in the documentation.

const palettes = {
  31: "#ff7b72",
  32: "#7ee2a8",
  33: "#ffb65c",
  34: "#8fb8ff",
  35: "#c9a8ff",
  36: "#7fd7e0",
  90: "#8b95a5",
};

/** Each code sets a property of the style, or takes some away. */
function apply(style, code) {
  if (code === 0) return {};
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 4) return { ...style, underline: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 24) return { ...style, underline: false };
  if (code === 39) return { ...style, color: undefined };
  return code in palettes ? { ...style, color: palettes[code] } : style;
}

function css({ bold, dim, underline, color }) {
  return [
    color && `color:${color}`,
    bold && "font-weight:700",
    dim && "opacity:.62",
    underline && "text-decoration:underline",
  ]
    .filter(Boolean)
    .join(";");
}

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Text with the codes of SGR as HTML; other control sequences are left out. */
export function terminalHTML(text) {
  let style = {};
  let html = "";
  let at = 0;
  for (const match of text.matchAll(/\u001b\[([0-9;]*)([A-Za-z])/g)) {
    html += span(style, text.slice(at, match.index));
    if (match[2] === "m")
      for (const code of match[1].split(";")) style = apply(style, Number(code));
    at = match.index + match[0].length;
  }
  return html + span(style, text.slice(at));
}

function span(style, text) {
  if (text === "") return "";
  const look = css(style);
  return look === "" ? escape(text) : `<span style="${look}">${escape(text)}</span>`;
}

/** A window with it. */
export function terminalPage(text, title) {
  return `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 28px; background: #dfe3e8; }
figure { margin: 0; border-radius: 10px; overflow: hidden; background: #12161c; box-shadow: 0 12px 32px rgb(15 18 23 / .28); }
figcaption { padding: 9px 14px; background: #1d222b; color: #9aa4b2; font: 12px/1.4 system-ui, "DejaVu Sans", sans-serif; text-align: center; }
pre { margin: 0; padding: 16px 20px 22px; color: #e7eaf0; font: 13px/1.5 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
</style><figure><figcaption>${escape(title)}</figcaption><pre>${terminalHTML(text)}</pre></figure>`;
}
