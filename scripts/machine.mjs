// What the set-up commands need of the machine: shown in one line where it cannot be had.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of the project. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** Whether lab hosts can run here: they are made of namespaces. */
export const canRunHosts = process.platform === "linux" && process.getuid?.() === 0;

/** Why lab hosts cannot run here, and what to use instead. */
export const noHostsReason =
  process.platform === "linux"
    ? "lab hosts need root: run with sudo, or give your own machines to `npm run demo -- --hosts user@a,user@b`"
    : "lab hosts need Linux: use a Linux machine, or give your own machines to `npm run demo -- --hosts user@a,user@b`";

/** Whether a program is on the PATH. */
export const has = (program) =>
  spawnSync("sh", ["-c", `command -v ${program}`], { stdio: "ignore" }).status === 0;

/** Runs a command with its output shown; ends this process with its status when it fails. */
export function run(program, args, options = {}) {
  const { status, signal } = spawnSync(program, args, { cwd: root, stdio: "inherit", ...options });
  if (status !== 0) process.exit(status ?? (signal ? 130 : 1));
}

/** Installs npm packages when the lock file's are not there. */
export function ensureNpmPackages() {
  if (!existsSync(`${root}/node_modules/.package-lock.json`))
    run("npm", ["ci", "--no-audit", "--no-fund"]);
}

/** Installs Debian packages that bring the given programs, `{program: package}`; says so in one line. */
export function ensurePrograms(wanted) {
  const missing = Object.entries(wanted).filter(([program]) => !has(program));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map(([, name]) => name))];
  if (!has("apt-get") || process.getuid?.() !== 0) {
    console.error(
      `missing: ${missing.map(([program]) => program).join(", ")}; install ${packages.join(" ")}`,
    );
    process.exit(1);
  }
  console.error(`installing ${packages.join(" ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) =>
    execFileSync("apt-get", ["-qq", ...args], { env, stdio: ["ignore", "ignore", "inherit"] });
  apt("update");
  apt("install", "-y", "--no-install-recommends", ...packages);
}

/**
 * Installs what commands need that run Terraform against lab hosts, and further programs, `{program: package}`; ends this process
 * with one line where that cannot be done.
 */
export function requireLab(further = {}) {
  if (!canRunHosts) {
    console.error(noHostsReason);
    process.exit(1);
  }
  ensurePrograms({
    buildah: "buildah",
    mmdebstrap: "mmdebstrap",
    jq: "jq",
    ip: "iproute2",
    ssh: "openssh-client",
    go: "golang-go",
    ...further,
  });
  requireTerraform();
}

/** Ends this process with one line when Terraform is missing: no package registry carries it. */
export function requireTerraform() {
  if (has("terraform")) return;
  console.error(
    "missing: terraform 1.5 or newer; install it from https://developer.hashicorp.com/terraform/install",
  );
  process.exit(1);
}
