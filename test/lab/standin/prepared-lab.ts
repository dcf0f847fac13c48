import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { labImages, openLab, type Lab } from "../../../lab/open-lab";

const run = promisify(execFile);
const labDirectory = join(__dirname, "../../../lab");

/** A lab whose hosts have the stand-in rootfs installed (containerd runs, kubelet is there) and no cluster; the first has the registry. */
export async function preparedLab(hosts: number, index: number): Promise<Lab> {
  const image = (await labImages("standin-v1.20.2"))["standin-v1.20.2"];
  const lab = await openLab({ hosts, index });
  const addresses = lab.inventory.hosts.map((host) => host.address);
  await run("bash", [join(labDirectory, "by-hand.sh"), "--prepare", ...addresses], {
    env: { ...lab.environment, BY_HAND_IMAGE: image },
  });
  return lab;
}

/** Has the conversation with a prepared lab of three hosts; the answers are files in the directory. */
export async function converse(lab: Lab, directory: string): Promise<void> {
  await run("bash", [join(__dirname, "conversation.sh"), directory], {
    env: { ...lab.environment, LAB: join(labDirectory, "lab.sh") },
  });
}

/** Sends what an upgrade of the rootfs brings: programs to every host, container images to the first host's registry. */
export function sendPrograms(lab: Lab, layout: string): void {
  const script = `set -e -o pipefail
    content=$(mktemp -d); trap 'rm -rf "$content"' EXIT
    for layer in ${layersOf(layout).join(" ")}; do tar -C "$content" -xf "$layer"; done
    for host in ${lab.inventory.hosts.map((_, i) => String(i + 1)).join(" ")}; do
      tar -C "$content/bin" -c . | bash lab.sh ssh "$host" 'tar -C /usr/bin --no-overwrite-dir -x'
    done
    tar -C "$content/registry" -c . | bash lab.sh ssh 1 'tar -C /var/lib/registry/ --no-overwrite-dir -x'`;
  execFileSync("bash", ["-c", script], { cwd: labDirectory, env: lab.environment });
}

/** Sends the k3s of an image to every host, under the names that it has there. */
export function sendK3s(lab: Lab, layout: string): void {
  const script = `set -e -o pipefail
    content=$(mktemp -d); trap 'rm -rf "$content"' EXIT
    for layer in ${layersOf(layout).join(" ")}; do tar -C "$content" -xf "$layer"; done
    for host in ${lab.inventory.hosts.map((_, i) => String(i + 1)).join(" ")}; do
      tar -C "$content/bin" -c k3s | bash lab.sh ssh "$host" 'tar -C /usr/bin -x && ln -s k3s /usr/bin/kubectl'
    done`;
  execFileSync("bash", ["-c", script], { cwd: labDirectory, env: lab.environment });
}

interface Descriptor {
  readonly digest: string;
}

function layersOf(layout: string): readonly string[] {
  const blob = ({ digest }: Descriptor) => join(layout, "blobs", ...digest.split(":"));
  const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
  const { manifests } = read(join(layout, "index.json")) as { manifests: [Descriptor] };
  return (read(blob(manifests[0])) as { layers: readonly Descriptor[] }).layers.map(blob);
}
