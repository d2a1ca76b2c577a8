// Where an application reports: any logger of pino's shape, the console unless given.

/** The methods that Hipflask calls; pino's loggers have them, and so has the console's. */
export interface Logger {
  debug(...message: unknown[]): void;
  info(...message: unknown[]): void;
  warn(...message: unknown[]): void;
  error(...message: unknown[]): void;
}

/**
 * Writes to the console, which every runtime has; debug messages only where asked for.
 *
 * @param label Stands before each message.
 */
export function consoleLogger(debug: boolean, label = ""): Logger {
  // The first text may have places such as `%s` for what follows it.
  const labelled = (message: readonly unknown[]): unknown[] => {
    if (label === "") return [...message];
    const [first, ...others] = message;
    return typeof first === "string" ? [`${label} ${first}`, ...others] : [label, ...message];
  };
  return {
    debug: debug ? (...message) => console.debug(...labelled(message)) : () => {},
    info: (...message) => console.info(...labelled(message)),
    warn: (...message) => console.warn(...labelled(message)),
    error: (...message) => console.error(...labelled(message)),
  };
}
