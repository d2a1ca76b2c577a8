// Whether the runtime is Node itself. Bun and Deno have its modules too, but not all that is behind them.

export const isNode: boolean = !("bun" in process.versions || "deno" in process.versions);
