import { isFields, toFields, type Fields } from "../domain/kubeadm/fields";
import type { JsonValue } from "../domain/json";
import { parseYamlDocuments } from "../domain/yaml-documents";
import { digestOf } from "../lib/hash";
import { readSystemConfigMaps } from "../tools/kubectl";
import type { QueryRunner } from "../transports/runner";

/** Parts of a configuration that a cluster keeps of itself, as a practitioner knows them. */
export const LIVE_PARTS = {
  certificateNames: "the API server's certificate names (ConfigMap kubeadm-config)",
  apiServer: "the settings of kube-apiserver (ConfigMap kubeadm-config)",
  controllerManager: "the settings of kube-controller-manager (ConfigMap kubeadm-config)",
  scheduler: "the settings of kube-scheduler (ConfigMap kubeadm-config)",
  kubelet: "the kubelets' configuration (ConfigMap kubelet-config)",
  kubeProxy: "kube-proxy's configuration (ConfigMap kube-proxy)",
} as const;

export type LivePart = keyof typeof LIVE_PARTS;

/** A digest of each part; a part that the cluster does not have is left out. */
export type LiveSettings = Readonly<Partial<Record<LivePart, string>>>;

/** What a cluster keeps of its configuration, by one call of its API. */
export async function liveSettings(api: QueryRunner): Promise<LiveSettings> {
  const maps = await readSystemConfigMaps(api);
  const cluster = documentOf(maps["kubeadm-config"]?.["ClusterConfiguration"]);
  const { certSANs, ...server } = toFields(cluster["apiServer"]);
  const kubelet = Object.keys(maps)
    .filter((name) => /^kubelet-config(-1\.\d+)?$/.test(name))
    .sort(byMinor)
    .at(-1);
  return digests({
    certificateNames: certSANs ?? [],
    apiServer: server,
    controllerManager: cluster["controllerManager"] ?? {},
    scheduler: cluster["scheduler"] ?? {},
    kubelet: kubelet === undefined ? undefined : documentOf(maps[kubelet]?.["kubelet"]),
    kubeProxy: maps["kube-proxy"] && documentOf(maps["kube-proxy"]["config.conf"]),
  });
}

/** The parts that differ from what was noted; parts that nothing was noted of are left out. */
export function changedParts(noted: LiveSettings, live: LiveSettings): readonly LivePart[] {
  return (Object.keys(LIVE_PARTS) as LivePart[]).filter(
    (part) => noted[part] !== undefined && noted[part] !== live[part],
  );
}

function digests(parts: Readonly<Record<LivePart, JsonValue | undefined>>): LiveSettings {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([part, value]) =>
      value === undefined ? [] : [[part, digestOf(value)]],
    ),
  );
}

function documentOf(text: string | undefined): Fields {
  const [document] = parseYamlDocuments(text ?? "").values ?? [];
  return isFields(document) ? document : {};
}

/** `kubelet-config-1.9` before `kubelet-config-1.20`, and the name without a version, of 1.24 and later, last. */
function byMinor(a: string, b: string): number {
  const minor = (name: string): number => Number(/1\.(\d+)$/.exec(name)?.[1] ?? Infinity);
  return minor(a) - minor(b) || 0;
}
