// Dates as HTTP writes them, always GMT: one form to send, three to understand.
// Source: RFC 9110 §5.6.7.

/**
 * Writes an instant as HTTP does.
 *
 * @param epochMs Milliseconds since 1970-01-01T00:00:00Z.
 * @example
 * httpDate(1_700_000_000_000); // => "Tue, 14 Nov 2023 22:13:20 GMT"
 */
export function httpDate(epochMs: number): string {
  // ECMAScript fixes toUTCString to this very form (ECMA-262 §21.4.4.43).
  return new Date(epochMs).toUTCString();
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// Tue, 14 Nov 2023 22:13:20 GMT
const imfFixdate =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2}) GMT$/;

// Tuesday, 14-Nov-23 22:13:20 GMT
const rfc850Date =
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\d{2}) (?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2}) GMT$/;

// Tue Nov 14 22:13:20 2023, a day of one digit after two spaces
const asctimeDate =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2}) (?<year>\d{4})$/;

/**
 * Reads a date in any of the three forms that HTTP has had.
 *
 * Stricter than `Date.parse`, which takes almost anything and means the local time by some of it.
 *
 * @param nowMs Decides the century of the form with two digits: not more than 50 years ahead.
 * @returns Milliseconds since the epoch, or null for what is not such a date.
 * @example
 * parseHttpDate("Tue, 14 Nov 2023 22:13:20 GMT"); // => 1_700_000_000_000
 * parseHttpDate("Tuesday, 14-Nov-23 22:13:20 GMT"); // => 1_700_000_000_000
 * parseHttpDate("Tue Nov 14 22:13:20 2023"); // => 1_700_000_000_000
 * parseHttpDate("2023-11-14"); // => null
 */
export function parseHttpDate(text: string, nowMs: number = Date.now()): number | null {
  const match = imfFixdate.exec(text) ?? rfc850Date.exec(text) ?? asctimeDate.exec(text);
  if (match === null) return null;
  const { day, month, year, hour, minute, second } = match.groups as Record<string, string>;
  return instant(
    year!.length === 2 ? fullYear(Number(year), nowMs) : Number(year),
    months.indexOf(month!),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
}

// RFC 9110: what would be more than 50 years in the future is the same year of the past century.
function fullYear(twoDigits: number, nowMs: number): number {
  const thisYear = new Date(nowMs).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + twoDigits;
  if (year > thisYear + 50) return year - 100;
  return year <= thisYear - 50 ? year + 100 : year;
}

function instant(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | null {
  // 60 is a leap second.
  if (month === -1 || hour > 23 || minute > 59 || second > 60) return null;
  const date = new Date(0);
  // Unlike Date.UTC this takes the years before 100 for what they are.
  date.setUTCFullYear(year, month, day);
  if (date.getUTCMonth() !== month || date.getUTCDate() !== day) return null;
  return date.setUTCHours(hour, minute, second);
}
