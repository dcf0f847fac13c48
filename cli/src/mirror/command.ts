import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { PROVIDER_ADDRESS } from "../../../provider/src/domain/product";
import { UsageError, type Command } from "../command";
import { cliConfiguration } from "./cli-configuration";
import { placeProvider } from "./place-provider";
import { platformOf, requireUnix } from "./platform";

/** The provider in this package: the way to it is the same from the source and from the bundle, dist/cli/lib. */
const PACKAGED = join(__dirname, "../../../dist/provider");

/** The address of the provider for either engine; each has its own default registry. */
const ADDRESSES = [PROVIDER_ADDRESS, PROVIDER_ADDRESS.replace("terraform.io", "opentofu.org")];

/** `cdktf-sealos mirror`: the provider where Terraform finds it without a registry. */
export const mirrorCommand: Command = {
  usage: `mirror FOLDER [--platform OS_ARCH]… [--provider FOLDER]

Installs the provider of this package without a network. Writes FOLDER/mirror, a filesystem mirror for Terraform and OpenTofu, and
FOLDER/terraform.rc, a configuration of the command line that takes this provider from there and all others from where they are.
Prints TF_CLI_CONFIG_FILE=FOLDER/terraform.rc: set it, or copy the block of that file into ~/.terraformrc (OpenTofu: ~/.tofurc).

  --platform  for which machine, linux_amd64 for example; may be repeated; default: this one
  --provider  folder with the provider; default: the one in this package

Exit codes: 0 done; 1 the folder cannot be written, or there is no provider; 64 wrong arguments.`,

  run(args, { stdout }) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { platform: { type: "string", multiple: true }, provider: { type: "string" } },
    });
    const [folder, ...others] = positionals;
    if (folder === undefined || others.length > 0) throw new UsageError("Name one FOLDER.");
    const platforms = values.platform ?? [platformOf(process.platform, process.arch)];
    platforms.forEach(requireUnix);
    const provider = values.provider ?? PACKAGED;
    if (!existsSync(join(provider, "terraform-provider-sealos"))) {
      throw new Error(
        `There is no provider in ${provider}. In a checkout, npm run build makes it.`,
      );
    }
    const mirror = resolve(folder, "mirror");
    for (const platform of platforms) {
      for (const address of ADDRESSES) placeProvider(provider, mirror, { address, platform });
    }
    const configuration = resolve(folder, "terraform.rc");
    mkdirSync(resolve(folder), { recursive: true });
    writeFileSync(configuration, cliConfiguration(mirror, ADDRESSES));
    stdout.write(`TF_CLI_CONFIG_FILE=${configuration}\n`);
    return Promise.resolve(0);
  },
};
