import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openValidation, type Validation } from "../support/terraform-validation";

const EXAMPLES = join(__dirname, "../../examples");
const REFERENCE = ["provider", "resources", "data-sources", "ephemeral-resources", "functions"];

describe("the examples of the reference", () => {
  let terraform: Validation;

  beforeAll(() => (terraform = openValidation()), 120_000);
  afterAll(() => terraform.close());

  it("are one configuration, formatted and valid", () => {
    const files = REFERENCE.flatMap((folder) => terraformFiles(join(EXAMPLES, folder)));
    expect(files.length).toBeGreaterThanOrEqual(20);
    const text = files.map((path) => readFileSync(path, "utf8")).join("\n");
    const file = join(EXAMPLES, "functions/parse_clusterfile/Clusterfile");
    const given = { "main.tf": text, Clusterfile: readFileSync(file, "utf8") };
    expect(terraform.validate(given)).toEqual([]);
  });

  it("would be found out if one named an attribute that is none", () => {
    const provider = readFileSync(join(EXAMPLES, "provider/provider.tf"), "utf8");
    const broken = 'data "sealos_image" "one" {\n  picture = "labring/kubernetes:v1.31.0"\n}\n';
    expect(terraform.validate({ "main.tf": `${provider}\n${broken}` })).toEqual(
      expect.arrayContaining([expect.stringContaining("Unsupported argument")]),
    );
  });
});

function terraformFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".tf"))
    .map((path) => join(folder, path));
}
