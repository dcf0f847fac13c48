import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "../../lab/open-lab";

const DISKS = "/run/lab-disks";
const SIZE = "384m";

/** The disks of a lab's hosts, each a file system of its own that can be full without hurting the machine. */
export interface SmallDisks {
  /** Leaves not a byte on the disk of host I. */
  fill(host: number): void;
  /** Gives host I its space back. */
  free(host: number): void;
  /** Takes the disks away, once the lab is down. */
  remove(): void;
}

/** Moves the disks of a running lab's hosts to small file systems; the hosts boot once more. */
export async function useSmallDisks(lab: Lab): Promise<SmallDisks> {
  removeDisksOfEndedLabs();
  const hosts = lab.inventory.hosts.map((_, index) => index + 1);
  for (const host of hosts) {
    await lab.run("stop", String(host));
    shell(MOVE, join(labsDirectory(), lab.name, `node${host}`), diskOf(lab.name, host), SIZE);
    const { code, stderr } = await lab.run("start", String(host));
    if (code !== 0) throw new Error(`node${host} does not start on its small disk: ${stderr}`);
  }
  return {
    fill: (host) => shell(FILL, diskOf(lab.name, host)),
    free: (host) => shell('rm -f "$1/filler"', diskOf(lab.name, host)),
    remove: () => removeDisks(lab.name),
  };
}

// Both parts of a host's file system: what lies over the shared base, and /var/lib.
const MOVE = `
mkdir -p "$2"
mount -t tmpfs -o "size=$3,mode=755" lab-disk "$2"
for part in upper work varlib; do
  cp -a "$1/$part" "$2/$part"
  rm -rf "$1/$part"
  ln -s "$2/$part" "$1/$part"
done
`;

// The write that fails takes what the others left.
const FILL = 'cat /dev/zero >"$1/filler" 2>/dev/null || true';

function removeDisksOfEndedLabs(): void {
  const labs = existsSync(DISKS) ? readdirSync(DISKS) : [];
  labs.filter((lab) => !existsSync(join(labsDirectory(), lab))).forEach(removeDisks);
}

function removeDisks(lab: string): void {
  shell('for disk in "$1"/node*; do umount -l "$disk"; done; rm -rf "$1"', join(DISKS, lab));
}

function labsDirectory(): string {
  return join(process.env["LAB_DIR"] ?? "/var/tmp/kubelab", "hosts");
}

function diskOf(lab: string, host: number): string {
  return join(DISKS, lab, `node${host}`);
}

function shell(script: string, ...args: readonly string[]): void {
  execFileSync("bash", ["-euc", script, "bash", ...args], { stdio: ["ignore", "ignore", "pipe"] });
}
