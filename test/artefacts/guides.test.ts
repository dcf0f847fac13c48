import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guideConfigurations, guideStacks } from "../support/guides";
import { synthesizeStack } from "../support/synthesize-stack";
import { openValidation, type Validation } from "../support/terraform-validation";

describe("in the guides", () => {
  let folder: string;
  let terraform: Validation;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "guides-"));
    terraform = openValidation();
  });

  afterAll(() => {
    terraform.close();
    rmSync(folder, { recursive: true });
  });

  it.each(Object.entries(guideConfigurations()))(
    "%s has HCL that is valid and formatted",
    (_file, text) => {
      expect(terraform.validate({ "main.tf": text })).toEqual([]);
    },
  );

  it.each(Object.entries(guideStacks()))(
    "%s has a stack that Terraform accepts",
    (file, source) => {
      const stack = synthesizeStack(join(folder, file), source);
      const variable = { registry_password: {} };
      expect(
        terraform.validate({ "main.tf.json": JSON.stringify({ variable, ...stack }) }),
      ).toEqual([]);
    },
  );
});
