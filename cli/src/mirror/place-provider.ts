import { cpSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PRODUCT_VERSION } from "../../../provider/src/domain/product";

const PROGRAM = "terraform-provider-sealos";

/** Copies a built provider to its place in a mirror: HOST/NAMESPACE/TYPE/VERSION/OS_ARCH/terraform-provider-TYPE_vVERSION. */
export function placeProvider(
  provider: string,
  mirror: string,
  { address, platform }: { readonly address: string; readonly platform: string },
): void {
  const target = join(mirror, address, PRODUCT_VERSION, platform);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  cpSync(provider, target, { recursive: true });
  renameSync(join(target, PROGRAM), join(target, `${PROGRAM}_v${PRODUCT_VERSION}`));
}
