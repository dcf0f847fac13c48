import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const GUIDES = join(__dirname, "../../docs/guides");

/** The code in guides: all blocks of one language in one guide, as one program; by the guide's name. */
export function guidePrograms(language: string): Readonly<Record<string, string>> {
  const programs = readdirSync(GUIDES).map((file) => [file, codeIn(file, language)] as const);
  return Object.fromEntries(programs.filter(([, code]) => code !== ""));
}

/** The stacks in guides. What imports nothing is a part of one: it gets the imports, a `stack`, and its synthesis. */
export function guideStacks(): Readonly<Record<string, string>> {
  const programs = Object.entries(guidePrograms("typescript"));
  return Object.fromEntries(
    programs.map(([file, code]) => [file, code.startsWith("import ") ? code : around(code)]),
  );
}

/** The configurations in guides, each with the block that Terraform needs to find the provider. */
export function guideConfigurations(): Readonly<Record<string, string>> {
  const programs = Object.entries(guidePrograms("terraform"));
  return Object.fromEntries(
    programs.map(([file, code]) => [file, `${REQUIRED_PROVIDERS}\n${code}`]),
  );
}

function codeIn(file: string, language: string): string {
  const text = readFileSync(join(GUIDES, file), "utf8");
  const blocks = text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"));
  return [...blocks].map(([, code = ""]) => code).join("\n");
}

function around(part: string): string {
  const names = NAMES.filter((name) => part.includes(name));
  return [
    'import { App as CdktfApp, TerraformStack } from "cdktf";',
    `import { ${names.join(", ")} } from "cdktf-sealos";`,
    "const app = new CdktfApp();",
    'const stack = new TerraformStack(app, "guide");',
    part,
    "app.synth();",
  ].join("\n");
}

const NAMES = [
  "Cluster",
  "EndpointMode",
  "Host",
  "HostRole",
  "ImageBuild",
  "ImageMount",
  "SealosProvider",
];

const REQUIRED_PROVIDERS = `terraform {
  required_providers {
    sealos = {
      source = "cdktf-sealos/sealos"
    }
  }
}
`;
