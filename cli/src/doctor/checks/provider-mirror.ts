import { isAbsolute, join } from "node:path";
import { PRODUCT_VERSION } from "../../../../provider/src/domain/product";
import { ok, problem, warning, type Check, type Machine } from "../check";

const CURE = "Run `cdktf-sealos mirror FOLDER` and set the TF_CLI_CONFIG_FILE that it prints.";

/** Where the provider comes from, as Terraform's command line is configured. */
export const providerMirror: Check = {
  name: "Provider mirror",
  look(machine) {
    const file = machine.env["TF_CLI_CONFIG_FILE"];
    if (file !== undefined && !isAbsolute(file)) {
      return problem(
        `TF_CLI_CONFIG_FILE is ${file}: Terraform looks it up in the stack's folder below cdktf.out`,
        "Give an absolute path.",
      );
    }
    const text = machine.readFile(file ?? join(machine.home, ".terraformrc"));
    if (file !== undefined && text === undefined) {
      return problem(`TF_CLI_CONFIG_FILE is ${file}, and cannot be read`, CURE);
    }
    return judge(machine, mirrorsIn(text ?? ""));
  },
};

/** Paths of the filesystem mirrors in a configuration. */
function mirrorsIn(text: string): readonly string[] {
  const blocks = text.matchAll(/filesystem_mirror\s*\{[^}]*?\bpath\s*=\s*"([^"]*)"/g);
  return [...blocks].map(([, path = ""]) => path);
}

function judge(machine: Machine, mirrors: readonly string[]) {
  const relative = mirrors.find((path) => !isAbsolute(path));
  if (relative !== undefined) {
    return problem(
      `the mirror ${relative} is looked up in the stack's folder below cdktf.out`,
      "Give an absolute path.",
    );
  }
  const versions = mirrors.flatMap((mirror) => versionsIn(machine, mirror));
  if (versions.includes(PRODUCT_VERSION)) return ok(`${PRODUCT_VERSION} in ${mirrors.join(", ")}`);
  if (versions.length > 0) {
    return problem(
      `the mirror has ${versions.join(", ")}, this package is ${PRODUCT_VERSION}`,
      CURE,
    );
  }
  return warning(
    "none: Terraform asks its registry for the provider",
    `Offline, there must be one. ${CURE}`,
  );
}

/** Versions of the provider in a mirror, packed or unpacked, for whichever of the two registries. */
function versionsIn({ readFolder }: Machine, mirror: string): readonly string[] {
  return readFolder(mirror).flatMap((registry) =>
    readFolder(join(mirror, registry, "cdktf-sealos/sealos")).flatMap(
      (name) => /^(?:terraform-provider-sealos_)?(\d+\.\d+\.[^_]+)/.exec(name)?.[1] ?? [],
    ),
  );
}
