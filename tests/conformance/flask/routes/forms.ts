// Section "Form bodies".

import { Form, type Hipflask, type Request } from "hipflask";
import { grouped } from "../values.ts";

const formTypes: ReadonlySet<string> = new Set([
  "application/x-www-form-urlencoded",
  "multipart/form-data",
]);

/** The form of a request; an empty one, as Flask has it, where the body is declared as something else. */
export async function formOf(request: Request): Promise<Form> {
  return formTypes.has(request.mimetype) ? request.form() : new Form([]);
}

export function formRoutes(app: Hipflask): void {
  app.route("/f/form", { methods: ["GET", "POST", "PUT"] }, async ({ request }) => {
    const form = await formOf(request);
    const files = await Promise.all(
      form.allFiles.map(async ([field, file]) => [field, await describe(file)] as const),
    );
    return { form: grouped(form), files: grouped(files) };
  });
  app.post("/f/required", async ({ request }) => (await formOf(request)).require("name"));
  app.post("/f/data", async ({ request }) => {
    const form = await formOf(request);
    const bytes = await request.bytes();
    return `${[...form.keys()].join(",")}|${bytes.length}`;
  });
}

async function describe(file: File): Promise<object> {
  return {
    filename: file.name,
    content_type: file.type === "" ? null : file.type,
    size: file.size,
    text: await file.text(),
  };
}
