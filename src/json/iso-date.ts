// Date.prototype.toISOString's text, several times faster: rows of a list share their days and minutes,
// and all but the day comes out of small tables.

const msPerDay = 86_400_000;
const msPerMinute = 60_000;

// The years that have four digits and no sign: 0000 to 9999.
const firstMs = -62_167_219_200_000;
const lastMs = 253_402_300_799_999;

const minuteTexts: string[] = [];
const secondTexts: string[] = [];
const msTexts: string[] = [];
for (let minute = 0; minute < 1_440; minute++) {
  minuteTexts.push(`${pad(Math.trunc(minute / 60), 2)}:${pad(minute % 60, 2)}`);
}
for (let second = 0; second < 60; second++) secondTexts.push(`:${pad(second, 2)}.`);
for (let ms = 0; ms < 1_000; ms++) msTexts.push(`${pad(ms, 3)}Z`);

// Dates in a body lie close together: 256 days at a time are remembered.
const keptDays = 256;
const dayNumbers = Array.from({ length: keptDays }, () => Number.NaN);
const dayTexts = Array.from({ length: keptDays }, () => "");

/** `2026-02-28T12:00:00.000Z` for milliseconds since 1970, which must be those of a valid date. */
export function formatIsoDate(epochMs: number): string {
  // Signed years of six digits: the engine knows how.
  if (epochMs < firstMs || epochMs > lastMs) return new Date(epochMs).toISOString();
  const day = Math.floor(epochMs / msPerDay);
  const msOfDay = epochMs - day * msPerDay;
  const minute = Math.trunc(msOfDay / msPerMinute);
  const msOfMinute = msOfDay - minute * msPerMinute;
  const second = Math.trunc(msOfMinute / 1_000);
  return (
    dayText(day) +
    minuteTexts[minute]! +
    secondTexts[second]! +
    msTexts[msOfMinute - second * 1_000]!
  );
}

function dayText(day: number): string {
  const slot = day & (keptDays - 1);
  if (dayNumbers[slot] === day) return dayTexts[slot]!;
  const text = new Date(day * msPerDay).toISOString().slice(0, 11);
  dayNumbers[slot] = day;
  dayTexts[slot] = text;
  return text;
}

function pad(number: number, digits: number): string {
  return String(number).padStart(digits, "0");
}
