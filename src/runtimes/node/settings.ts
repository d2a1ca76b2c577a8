// The variables and files that a program is configured by.

import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import type { Settings } from "../runtime.ts";

export const settings: Settings = {
  environment: () => process.env,
  readText: (path) => {
    try {
      return readFileSync(path, "utf8");
    } catch (error) {
      if ((error as { code?: unknown }).code === "ENOENT") return undefined;
      throw error;
    }
  },
  parseEnv: (text) => parseEnv(text) as Record<string, string>,
};
