// What a form can make a server hold, and the bounds on it.

/** Bounds on one form. Every number is inclusive: that much is accepted. Above: 413. */
export interface FormLimits {
  /** Parts of a multipart form, files included. 1,000 is the default of Werkzeug and of Starlette. */
  readonly maxParts: number;
  /** Fields of a urlencoded form. 1,000 is the default of PHP and of Express; names and values cost memory each. */
  readonly maxFields: number;
  /** The name of a field, in bytes. Busboy allows 100, too few for names that generators nest. */
  readonly maxNameBytes: number;
  /** The header lines of one part, in bytes. 8 KiB is nginx's number for a whole request's. */
  readonly maxHeaderBytes: number;
  /** The value of one field of a multipart form, in bytes. 500,000 is Werkzeug's `max_form_memory_size`. */
  readonly maxFieldBytes: number;
  /** One file, in bytes. No bound of its own unless given: `bodyLimit` bounds the whole form. */
  readonly maxFileBytes: number;
}

export const defaultFormLimits: FormLimits = {
  maxParts: 1000,
  maxFields: 1000,
  maxNameBytes: 1024,
  maxHeaderBytes: 8 * 1024,
  maxFieldBytes: 500_000,
  maxFileBytes: Number.MAX_SAFE_INTEGER,
};
