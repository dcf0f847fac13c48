import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const labFolder = resolve(process.env.LAB_DIR ?? "/var/tmp/kubelab");
const labName = process.env.LAB_NAME;
const namespace = `${labName}-new`;
const address = `${process.env.LAB_NET}.9/24`;

const PROGRAMS = "/usr/bin/node /usr/lib/node_modules/npm";
const PACKAGES = "buildah,ca-certificates";

/** A machine on the lab's network: Debian, Node, npm, Terraform and buildah; it reaches the hosts and nothing else. */
export function openCleanMachine() {
  const base = prepareBase();
  const folder = join(labFolder, "newcomer", String(process.pid));
  for (const part of ["upper", "work", "root", "containers"]) {
    mkdirSync(join(folder, part), { recursive: true });
  }
  remove(); // of a run that was killed
  connect();
  return {
    /** Where a path of its file system is, from outside and before it runs. */
    inside: (path) => join(folder, "upper", path),
    /** Runs a script there and promises its exit code. */
    run: (script) => runInside({ base, folder }, readFileSync(fileURLToPath(script), "utf8")),
    remove() {
      remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The file system that all such machines share: made once, kept by what it is made of. */
function prepareBase() {
  const terraform = execFileSync("sh", ["-c", "readlink -f $(command -v terraform)"], {
    encoding: "utf8",
  }).trim();
  const recipe = [
    PACKAGES,
    PROGRAMS,
    process.version,
    readFileSync(fileURLToPath(import.meta.url)),
  ];
  const key = createHash("sha256").update(recipe.join("\n")).digest("hex").slice(0, 16);
  const base = join(labFolder, `newcomer-base-${key}`);
  if (existsSync(base)) return base;
  console.log("a clean Debian: made once");
  const unfinished = `${base}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  const words = [
    "--quiet",
    "--variant=minbase",
    `--include=${PACKAGES}`,
    '--aptopt=Acquire::Check-Valid-Until "false"',
  ];
  execFileSync("mmdebstrap", [...words, "bookworm", unfinished], { stdio: ["ignore", 2, 2] });
  copyFileSync(process.execPath, join(unfinished, "usr/bin/node"));
  copyFileSync(terraform, join(unfinished, "usr/bin/terraform"));
  const npm = execFileSync("npm", ["root", "--global"], { encoding: "utf8" }).trim();
  cpSync(join(npm, "npm"), join(unfinished, "usr/lib/node_modules/npm"), { recursive: true });
  for (const name of ["npm", "npx"]) {
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(unfinished, "usr/bin", name));
  }
  renameSync(unfinished, base);
  return base;
}

function connect() {
  const ip = (...words) => execFileSync("ip", words);
  ip("netns", "add", namespace);
  ip(
    "link",
    "add",
    namespace,
    "master",
    `${labName}-br`,
    "type",
    "veth",
    "peer",
    "name",
    "eth0",
    "netns",
    namespace,
  );
  ip("link", "set", namespace, "up");
  ip("-n", namespace, "link", "set", "lo", "up");
  ip("-n", namespace, "address", "add", address, "dev", "eth0");
  ip("-n", namespace, "link", "set", "eth0", "up"); // and no route: there is no way out
}

function remove() {
  for (const kind of [
    ["link", "del"],
    ["netns", "del"],
  ]) {
    try {
      execFileSync("ip", [...kind, namespace], { stdio: "ignore" });
    } catch {
      // It is not there.
    }
  }
}

// Containers need a plain directory: an overlay cannot lie on an overlay.
const ENTER = `set -e
mount --make-rprivate /
mount -t overlay overlay -o "lowerdir=$BASE,upperdir=$FOLDER/upper,workdir=$FOLDER/work" "$FOLDER/root"
cd "$FOLDER/root"
mount --bind "$FOLDER/containers" var/lib/containers
mount -t proc proc proc
mount --rbind /sys sys
mount --rbind /dev dev
exec chroot . /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin bash -c "$SESSION"`;

function runInside({ base, folder }, session) {
  mkdirSync(join(folder, "upper/var/lib/containers"), { recursive: true });
  const words = [
    "netns",
    "exec",
    namespace,
    "unshare",
    "--mount",
    "--pid",
    "--fork",
    "--kill-child",
  ];
  const child = spawn("ip", [...words, "bash", "-c", ENTER], {
    env: { ...process.env, BASE: base, FOLDER: folder, SESSION: session },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((done, failed) =>
    child.on("error", failed).on("exit", (code) => done(code ?? 1)),
  );
}
