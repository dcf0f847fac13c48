import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What one command of the conversation answered. */
export interface Answer {
  readonly status: string;
  readonly stdout: string;
  readonly stderr: string;
}

/** The three parts of an answer. */
export const parts = ["status", "stdout", "stderr"] as const;

/** Reads what `conversation.sh` wrote: answers by name, in the order of their names, without what changes from run to run. */
export function readConversation(directory: string): ReadonlyMap<string, Answer> {
  const names = readdirSync(directory).filter((file) => file.endsWith(".status"));
  return new Map(
    names.sort().map((file) => {
      const name = file.slice(0, -".status".length);
      const read = (part: string) => readFileSync(join(directory, `${name}.${part}`), "utf8");
      return [
        name,
        {
          status: read("status").trim(),
          stdout: steady(read("stdout")),
          stderr: steady(read("stderr")),
        },
      ];
    }),
  );
}

/** An output without times, keys, addresses and generated names; JSON becomes the sorted list of its paths and their types. */
export function steady(output: string): string {
  const shape = jsonShape(output);
  if (shape !== undefined) return shape;
  const text = changing
    .reduce((changed, [pattern, replacement]) => changed.replace(pattern, replacement), output)
    .trimEnd();
  const [header = "", ...rows] = text.split("\n");
  return header.startsWith("TOKEN TTL") ? [header, ...rows.sort()].join("\n") : text; // sorted by what is random
}

const changing: readonly (readonly [RegExp, string])[] = [
  [/^ {2}managedFields:\n(?: {2}- .*\n| {4}.*\n)*/gm, ""],
  [/^ {2}jws-kubeconfig-.*\n/gm, ""],
  [/(certificate-authority-data:) .*/g, "$1 DATA"],
  // Addresses of lab hosts; those inside the cluster (10.88, 10.96, 10.103) are part of the answer.
  [/\b10\.(?!88\.|96\.|103\.)\d+\.\d+\.(1\d?|99)\b/g, "NET.$1"],
  [/W\d{4} [\d:.]+ +\d+ /g, "WARNING "],
  [/\d{4}-\d{2}-\d{2}T[\d:]+Z/g, "TIME"],
  [/kubelet-client-\d[\d-]+\.pem/g, "kubelet-client-TIME.pem"],
  [/kubeadm-backup-manifests-[\d-]+/g, "kubeadm-backup-manifests-TIME"],
  [/kubeadm-upgraded-manifests\d+/g, "kubeadm-upgraded-manifestsN"],
  [/[A-Z][a-z]{2} \d{2}, \d{4} \d{2}:\d{2} UTC/g, "TIME"],
  [/sha256:[0-9a-f]{64}/g, "sha256:HASH"],
  [/\b[0-9a-f]{64}\b/g, "KEY"],
  [/\b[a-z0-9]{6}\.[a-z0-9]{16}\b/g, "TOKEN"],
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "UID"],
  [/resourceVersion: "\d+"/g, 'resourceVersion: "N"'],
  [/healthy after [\d.]+/g, "healthy after N"],
  [/hash: [0-9a-f]{32}/g, "hash: HASH"],
  [/\bapp-[a-z0-9]+-[a-z0-9]{5}\b/g, "app-HASH-NAME"],
  [/\bkube-proxy-[a-z0-9]{5}\b/g, "kube-proxy-NAME"],
  [/\S+(?= +containerd:\/\/)/g, "KERNEL"],
  [/\b\d+[smhdy](?:\d+[smh])?\b/g, "AGE"],
  [/(?<=\S)[ \t]+/g, " "],
  [/ $/gm, ""],
];

function jsonShape(output: string): string | undefined {
  if (!output.startsWith("{")) return undefined;
  try {
    return [...new Set(paths(JSON.parse(output), ""))].sort().join("\n");
  } catch {
    return undefined;
  }
}

/** `.items[].kind string`, without what the API server keeps for its own use and what comes and goes with time. */
function paths(value: unknown, path: string): readonly string[] {
  if (/managedFields|\.status\.images|kubernetes\.io\/ttl|taints\[\]\.timeAdded/.test(path))
    return [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => paths(item, `${path}[]`));
  if (typeof value !== "object" || value === null) return [`${path} ${typeof value}`];
  return Object.entries(value).flatMap(([key, item]) => paths(item, `${path}.${key}`));
}
