// What `perf script` prints, as shares of time by place and by function.

/** Where compiled JavaScript lies, from a perf map: lines of start, length (hexadecimal) and name. */
export class SymbolMap {
  readonly #starts: readonly number[];
  readonly #functions: ReadonlyMap<number, { readonly length: number; readonly name: string }>;

  constructor(text: string) {
    const functions = new Map<number, { length: number; name: string }>();
    for (const line of text.split("\n")) {
      const [, start, length, name] = /^([0-9a-f]+) ([0-9a-f]+) (.*)$/.exec(line) ?? [];
      if (name === undefined) continue;
      // Memory of dropped code is used again: the last that lay there is the one that ran.
      functions.set(Number.parseInt(start!, 16), { length: Number.parseInt(length!, 16), name });
    }
    this.#functions = functions;
    this.#starts = [...functions.keys()].sort((a, b) => a - b);
  }

  /** The function at an address, or null. */
  at(address: number): string | null {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= address) low = middle;
      else high = middle - 1;
    }
    const start = this.#starts[low];
    if (start === undefined) return null;
    const { length, name } = this.#functions.get(start)!;
    return address >= start && address < start + length ? name : null;
  }
}

type Shares = readonly (readonly [name: string, share: number])[];

interface Frame {
  readonly address: number;
  readonly symbol: string;
  readonly file: string;
}

/** The largest first. The functions are those outside the kernel. */
export function foldSamples(
  script: string,
  symbols: SymbolMap,
): { readonly places: Shares; readonly functions: Shares } {
  const places = new Map<string, number>();
  const functions = new Map<string, number>();
  let total = 0;
  for (const text of script.split("\n\n")) {
    const frames = text.split("\n").flatMap(readFrame);
    if (frames.length === 0) continue;
    total++;
    const { place, name } = classify(frames, symbols);
    count(places, place);
    if (name !== null) count(functions, name);
  }
  return { places: shares(places, total), functions: shares(functions, total) };
}

function readFrame(line: string): readonly Frame[] {
  const [, address, symbol, file] = /^\s+([0-9a-f]+) (.*) \((.*)\)$/.exec(line) ?? [];
  if (file === undefined) return [];
  return [{ address: Number.parseInt(address!, 16), symbol: symbol!, file }];
}

function classify(
  frames: readonly Frame[],
  symbols: SymbolMap,
): { readonly place: string; readonly name: string | null } {
  const { address, symbol, file } = frames[0]!;
  if (file.includes("kernel")) return { place: `kernel: ${systemCall(frames)}`, name: null };
  if (/perf-|anon|\[unknown\]/.test(file)) {
    const name = symbols.at(address) ?? "compiled code";
    const place = /\/dist\//.test(name) ? "Hipflask" : "other JavaScript, most of it Node's";
    return { place, name: name.replace(/(?:file:\/\/)?\/\S*\/(dist|node_modules)\//, "") };
  }
  return { place: nativePlace(symbol, file), name: symbol };
}

function systemCall(frames: readonly Frame[]): string {
  for (const { symbol } of frames) {
    const [, name] =
      /^(?:__x64_sys_|__do_sys_|ksys_|do_)(read|write|writev|epoll_wait|futex)/.exec(symbol) ?? [];
    if (name !== undefined) return name;
  }
  return "entering and leaving";
}

function nativePlace(symbol: string, file: string): string {
  if (!/\bnode$/.test(file)) return "C library";
  if (symbol.startsWith("Builtins_")) return "V8's built-in functions";
  if (symbol.includes("v8::")) return "V8";
  return "Node and libuv, in C++";
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function shares(counts: ReadonlyMap<string, number>, total: number): Shares {
  return [...counts]
    .map(([name, samples]) => [name, samples / total] as const)
    .sort(([, a], [, b]) => b - a);
}
