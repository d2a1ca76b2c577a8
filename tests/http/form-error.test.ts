import { expect, test } from "vitest";
import { FormError } from "../../src/http/form-error.ts";

test("a malformed form is 400, one over a limit is 413, and both say why", () => {
  expect(new FormError("form-incomplete")).toMatchObject({
    name: "FormError",
    status: 400,
    code: "form-incomplete",
    detail: "the form ended before its last boundary",
    message: "the form ended before its last boundary [form-incomplete]",
  });
  expect(new FormError("form-too-many-parts").status).toBe(413);
});
