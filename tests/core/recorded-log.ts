// A logger that keeps what it is told: each entry is the level, then the message's parts.

import type { Logger } from "../../src/core/logger.ts";

export interface RecordedLog extends Logger {
  readonly entries: (readonly unknown[])[];
}

export function recordedLog(): RecordedLog {
  const entries: (readonly unknown[])[] = [];
  return {
    entries,
    debug: (...message) => void entries.push(["debug", ...message]),
    info: (...message) => void entries.push(["info", ...message]),
    warn: (...message) => void entries.push(["warn", ...message]),
    error: (...message) => void entries.push(["error", ...message]),
  };
}
