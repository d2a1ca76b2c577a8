import { expect, test } from "vitest";
import { Hipflask } from "../../src/app/hipflask.ts";
import { appOptionNames } from "../../src/core/app-options.ts";

test.each(appOptionNames)("an application may be given %s", (name) => {
  expect(() => new Hipflask({ [name]: undefined })).not.toThrow();
});

test.each([
  ["secretkey", "did you mean secretKey?"],
  ["trusted_hosts", "did you mean trustedHosts?"],
  ["body_limit", "did you mean bodyLimit?"],
])("an option that an application does not have, as %s, is refused", (name, fix) => {
  const options = { [name]: 1 } as object;
  expect(() => new Hipflask(options)).toThrow(
    expect.objectContaining({ code: "unknown-option", fix }),
  );
});
