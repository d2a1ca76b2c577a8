// A form that cannot be read. Each has a stable code and a status; none repeats the client's bytes.

/** Stable: programs and logs may rely on them. */
export type FormErrorCode =
  | "form-boundary"
  | "form-delimiter"
  | "form-incomplete"
  | "form-part-head"
  | "form-disposition"
  | "form-encoding"
  | "form-nested"
  | "form-transfer-encoding"
  | "form-too-many-parts"
  | "form-too-many-fields"
  | "form-name-too-long"
  | "form-headers-too-large"
  | "form-field-too-large"
  | "form-file-too-large";

const refusals: Readonly<Record<FormErrorCode, readonly [status: number, detail: string]>> = {
  "form-boundary": [400, "the type of the form names no boundary of 1 to 70 characters"],
  "form-delimiter": [400, "a boundary in the form is not followed by a line break or `--`"],
  "form-incomplete": [400, "the form ended before its last boundary"],
  "form-part-head": [400, "a part of the form has header lines that are malformed"],
  "form-disposition": [400, "a part of the form does not say, once, which field it is"],
  "form-encoding": [400, "the form is not valid UTF-8"],
  "form-nested": [400, "a part of the form is itself made of parts"],
  "form-transfer-encoding": [400, "a part of the form is encoded for mail"],
  "form-too-many-parts": [413, "the form has more parts than this server accepts"],
  "form-too-many-fields": [413, "the form has more fields than this server accepts"],
  "form-name-too-long": [413, "the name of a field is longer than this server accepts"],
  "form-headers-too-large": [
    413,
    "a part of the form has more header lines than this server accepts",
  ],
  "form-field-too-large": [413, "the value of a field is larger than this server accepts"],
  "form-file-too-large": [413, "a file is larger than this server accepts"],
};

/** Why a form was refused: 400 if it is malformed, 413 if it is over a limit. */
export class FormError extends Error {
  override readonly name: string = "FormError";
  readonly code: FormErrorCode;
  readonly status: number;
  readonly detail: string;

  constructor(code: FormErrorCode) {
    const [status, detail] = refusals[code];
    super(`${detail} [${code}]`);
    this.code = code;
    this.status = status;
    this.detail = detail;
  }
}
