// From a path that a client named to names that are safe to look up below a folder, the same on every system.
// Refuses more than it must: what one file system would read in a way of its own is no name on any.

/**
 * The names in a path below a folder, outermost first.
 *
 * @param path Decoded once, as path variables are.
 * @param dotfiles Whether names may begin with a dot.
 * @returns null for what could lead elsewhere: `..`, empty names, a leading slash, backslashes, colons,
 *   control characters, names that Windows gives to devices or reads without their last characters.
 * @example
 * safeNames("css/site.css", false); // => ["css", "site.css"]
 * safeNames("../secret", false); // => null
 * safeNames("CON.txt", false); // => null
 * safeNames(".env", false); // => null
 */
export function safeNames(path: string, dotfiles: boolean): readonly string[] | null {
  const names = path.split("/");
  return names.every((name) => isSafeName(name, dotfiles)) ? names : null;
}

// A colon begins a stream of another name on NTFS and ends a drive's; a backslash separates on Windows.
const unsafeCharacters = /[\0-\x1f\x7f\\:]/;

// Windows drops these at the end: `...` would be `..`.
const droppedAtEnd = /[. ]$/;

// With any extension, and with spaces before it. The superscript digits count there as digits.
const device =
  /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3]) *(?:\.|$)/i;

// Longer names exist on no system that matters, and fail in different ways.
const maxNameLength = 255;

function isSafeName(name: string, dotfiles: boolean): boolean {
  if (name === "" || name.length > maxNameLength) return false;
  if (name.startsWith(".") && (!dotfiles || name === "..")) return false;
  return !unsafeCharacters.test(name) && !droppedAtEnd.test(name) && !isDeviceName(name);
}

/** Whether Windows takes a name for a device, whatever its extension. */
export function isDeviceName(name: string): boolean {
  return device.test(name);
}
