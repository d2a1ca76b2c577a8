// Where an application reports: any logger of pino's shape, the console unless given.

/** The methods that Hipflask calls; pino's loggers have them, and so has the console's. */
export interface Logger {
  debug(...message: unknown[]): void;
  info(...message: unknown[]): void;
  warn(...message: unknown[]): void;
  error(...message: unknown[]): void;
}

/** Writes to the console, which every runtime has; debug messages only where asked for. */
export function consoleLogger(debug: boolean): Logger {
  return {
    debug: debug ? (...message) => console.debug(...message) : () => {},
    info: (...message) => console.info(...message),
    warn: (...message) => console.warn(...message),
    error: (...message) => console.error(...message),
  };
}
