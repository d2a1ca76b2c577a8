// Type-checks a program that uses the built package, as its users' compilers would:
// TypeScript 5.9, 6 and 7, resolving as Node does and as bundlers do, looking into every
// declaration file. Needs dist/.
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./step.mjs";

const compilers = {
  "TypeScript 5.9": "node_modules/typescript5/bin/tsc",
  "TypeScript 6": "node_modules/typescript/bin/tsc6",
  "TypeScript 7": "node_modules/@typescript/native/bin/tsc",
};

const resolutions = {
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};

const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const entries = Object.keys(exports)
  .filter((entry) => !entry.endsWith(".json"))
  .map((entry) => entry.replace(".", "hipflask"));

// Every entry as a whole, then what a program writes.
const program = `${entries.map((entry, i) => `export * as entry${i} from "${entry}";`).join("\n")}
import { Hipflask, abort, jsonify } from "hipflask";

export const app = new Hipflask();

app.get("/users/<int:id>", ({ id }) => (id > 0 ? jsonify({ next: id + 1 }) : abort(404)));

// @ts-expect-error: the converter makes it a number.
app.get("/numbers/<int:id>", ({ id }) => id.toUpperCase());
`;

const folder = join(root, ".results/declarations");
rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, "node_modules"), { recursive: true });
symlinkSync(root, join(folder, "node_modules/hipflask"));
writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
writeFileSync(join(folder, "program.ts"), program);

for (const [resolution, options] of Object.entries(resolutions)) {
  const config = {
    compilerOptions: {
      ...options,
      target: "es2022",
      lib: ["es2023"],
      types: ["node"],
      strict: true,
      skipLibCheck: false,
      noEmit: true,
    },
    files: ["program.ts"],
  };
  writeFileSync(join(folder, `${resolution}.json`), JSON.stringify(config));
}

for (const [title, compiler] of Object.entries(compilers)) {
  for (const resolution of Object.keys(resolutions)) {
    const { ok, output } = await run(process.execPath, [
      compiler,
      "-p",
      `${folder}/${resolution}.json`,
    ]);
    console.log(`${ok ? "ok  " : "FAIL"}  ${title}, ${resolution}\n${output}`);
    if (!ok) process.exitCode = 1;
  }
}
