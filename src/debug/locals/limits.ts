// How much is looked at and kept when an error is thrown, each bound with its reason. The program stands still
// meanwhile, and what is kept lives as long as the error does.

/** Deeper frames are seldom looked at, and each costs a tenth of a millisecond. */
export const maxFrames = 12;

/** A screen and a half. Functions with more variables than this are bundles. */
export const maxVariables = 60;

/** Of the top of a module: what a handler uses of it is mostly imports and settings. */
export const maxModuleVariables = 20;

/** A line of the page; the rest is behind the handle. */
export const maxTextLength = 120;

/** Of one string, within a text. */
export const maxStringLength = 80;

/** Entries of an object, an array or a map within a text: more do not fit in a line. */
export const maxPreviewEntries = 5;

/** 24 KiB of UTF-16: what 12 frames of 60 variables come to when they are short. Bundles and minified code reach it. */
export const maxCaptureLength = 24_000;

/** Properties that one handle gives: more is for the console, which can slice. */
export const maxProperties = 200;

/** Listing the keys of an object cannot be cut short: one that had more than this is not listed again. */
export const maxListedKeys = 5_000;

/** Most are of errors that the program catches, and gone when these are; errors that are held do not hold their variables for ever. */
export const maxCaptures = 200;

/** Of those that somebody has asked for: as many as there are reports. */
export const maxAskedCaptures = 50;

/** How long an expression may compute, and how long a promise that it awaits may take. */
export const evaluationTimeoutMs = 2_000;

/** Of what the program may stand still in a second: a tenth, at about 2 ms for each error. */
export const maxCapturesPerSecond = 40;

/** Pauses that keep nothing, for errors thrown again and values without identity: about 0.3 ms each. */
export const maxPausesPerSecond = 200;

/** V8 looks at each frame of a deep recursion: 1,000 take 30 ms. */
export const maxFramesPerSecond = 4_000;

/** After a flood, nothing is watched for this long. */
export const floodRestMs = 1_000;
