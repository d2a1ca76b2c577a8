// Type-checks a program that uses the built package, as its users' compilers would:
// TypeScript 5.9, 6 and 7, resolving as Node does and as bundlers do, with Node's types and with
// the web's alone, looking into every declaration file. Needs dist/.
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./step.mjs";

const compilers = {
  "TypeScript 5.9": "node_modules/typescript5/bin/tsc",
  "TypeScript 6": "node_modules/typescript/bin/tsc6",
  "TypeScript 7": "node_modules/@typescript/native/bin/tsc",
};

const users = {
  "on Node": { module: "nodenext", lib: ["es2023"], types: ["node"] },
  "with a bundler": {
    module: "esnext",
    moduleResolution: "bundler",
    lib: ["es2023"],
    types: ["node"],
  },
  "without Node's types": { module: "nodenext", lib: ["es2023", "dom", "dom.iterable"], types: [] },
};

const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const entries = Object.keys(exports)
  .filter((entry) => !entry.endsWith(".json"))
  .map((entry) => entry.replace(".", "hipflask"));

// Every entry as a whole, then what a program writes.
const program = `${entries.map((entry, i) => `export * as entry${i} from "${entry}";`).join("\n")}
import { Hipflask, abort, jsonify } from "hipflask";

declare module "hipflask" {
  interface SessionData {
    userId: number;
  }
  interface RequestState {
    startedAt: Date;
  }
}

export const app = new Hipflask();

app.get("/users/<int:id>", ({ id }) => (id > 0 ? jsonify({ next: id + 1 }) : abort(404)));

// What a program declares of its sessions and its requests holds for all its handlers.
app.get("/me", ({ g, session }) => ({ at: g.startedAt.getTime(), next: (session.userId ?? 0) + 1 }));

// @ts-expect-error: nothing of that name was declared.
app.get("/typo", ({ session }) => session.usrId);

// @ts-expect-error: the converter makes it a number.
app.get("/numbers/<int:id>", ({ id }) => id.toUpperCase());
`;

const folder = join(root, ".results/declarations");
rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, "node_modules"), { recursive: true });
symlinkSync(root, join(folder, "node_modules/hipflask"));
writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
writeFileSync(join(folder, "program.ts"), program);

for (const [title, compiler] of Object.entries(compilers)) {
  for (const [user, options] of Object.entries(users)) {
    const config = {
      compilerOptions: {
        ...options,
        target: "es2022",
        strict: true,
        skipLibCheck: false,
        noEmit: true,
      },
      files: ["program.ts"],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const { ok, output } = await run(process.execPath, [compiler, "-p", folder]);
    console.log(`${ok ? "ok  " : "FAIL"}  ${title} ${user}\n${output}`);
    if (!ok) process.exitCode = 1;
  }
}
