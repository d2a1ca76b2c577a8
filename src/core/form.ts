// A form in memory: its fields are text, with the readers that a query has; its files are apart.

import { Query } from "./query.ts";
import { refuse } from "./typed-values.ts";

/** A file by the name of its field. */
export type NamedFile = readonly [name: string, file: File];

/**
 * The fields of a form, and its files. What is missing or malformed is told to the client as a 400
 * that names the field.
 *
 * A file's own name is what the client says it is: `safeFileName` makes one of it that can be stored.
 *
 * @example
 * const photo = new File(["…"], "me.png", { type: "image/png" });
 * const form = new Form([["age", "7"]], [["photo", photo]]);
 * form.int("age"); // => 7
 * form.file("photo").name; // => "me.png"
 * form.require("name"); // throws form field "name" is missing
 * form.file("age"); // throws form field "age" must be a file
 * @see Flask's `request.form` and `request.files`
 */
export class Form extends Query {
  /** All files, in the order they came. */
  readonly allFiles: readonly NamedFile[];

  constructor(
    fields: string | readonly (readonly [string, string])[],
    files: readonly NamedFile[] = [],
  ) {
    super(fields, "form");
    this.allFiles = files;
  }

  /** The first file of a field. */
  file(name: string): File {
    return this.files(name)[0] ?? refuse("form", name, "must be a file");
  }

  /** All files of a field; empty if there are none. */
  files(name: string): readonly File[] {
    return this.allFiles.filter(([field]) => field === name).map(([, file]) => file);
  }
}
