// What the rest of Hipflask asks of debugging. Loaded only with `debug: true`, as `#debug`.

export {
  startDebugging,
  type DebuggedServer,
  type Debugging,
  type DebuggingOptions,
} from "./start-debugging.ts";
