import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../machine.mjs";

/**
 * The images to install, built where they are the lab's: `{kubernetes, application}`. Undefined ones are the quickstart's own, public
 * ones; SEALOS_IMAGE and SEALOS_APP_IMAGE come before all others.
 */
export function chooseImages({ quick, hosts }) {
  const { SEALOS_IMAGE: kubernetes, SEALOS_APP_IMAGE: application } = process.env;
  const isLab = hosts === undefined || quick;
  if (!isLab || (kubernetes !== undefined && application !== undefined))
    return { kubernetes, application };
  const rootfs = quick ? "standin-v1.20.2" : "kubernetes-v1.20.2";
  const built = labImages(rootfs, "app-1.0");
  return { kubernetes: kubernetes ?? built[rootfs], application: application ?? built["app-1.0"] };
}

function labImages(...names) {
  const args = [join(root, "lab/images.sh"), ...names];
  return JSON.parse(
    execFileSync("bash", args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }),
  );
}
