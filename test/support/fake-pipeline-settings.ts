import { parseAllDocuments, stringify } from "yaml";
import type { FakeCluster } from "./fake-pipeline-cluster";
import type { FakeCall, FakeResponse } from "./fake-runner";

/** The part of a machine that settings of a running cluster touch. */
export interface SettingsHost {
  readonly files: Map<string, string>;
}

const MANIFESTS = "/etc/kubernetes/manifests";

/** What kubeadm's phases and a look at a static pod do on a control plane; undefined for other commands. */
export function answerSettings(
  host: SettingsHost,
  cluster: FakeCluster,
  call: FakeCall,
): FakeResponse | undefined {
  const { line } = call;
  const [, phase, path = ""] = /^kubeadm init phase (.+) --config=(\S+)$/.exec(line) ?? [];
  if (phase !== undefined && !phase.startsWith("upload-certs")) {
    return runPhase(host, cluster, phase, host.files.get(path) ?? "");
  }
  const [, pod] = / get pod (\S+)-[a-z]+-\d+ /.exec(line) ?? [];
  if (pod !== undefined) {
    const manifest = host.files.get(`${MANIFESTS}/${pod}.yaml`) ?? "";
    return { stdout: podJson(manifest, host.files.get(containerFile(pod)) ?? "first") };
  }
  if (line === "kubeadm certs renew all") {
    host.files.set("/etc/kubernetes/pki/renewed", "yes");
    return {};
  }
  return undefined;
}

function runPhase(
  host: SettingsHost,
  { configMaps }: FakeCluster,
  phase: string,
  documents: string,
): FakeResponse {
  const kinds = new Map(
    parseAllDocuments(documents).map((document) => {
      const value = document.toJS() as { kind: string; certificatesDir?: string };
      return [value.kind, value] as const;
    }),
  );
  const cluster = kinds.get("ClusterConfiguration");
  switch (phase) {
    case "certs apiserver":
      host.files.set(
        `${cluster?.certificatesDir ?? ""}/apiserver.crt`,
        host.files.get("/etc/kubernetes/pki/apiserver.crt") ?? "",
      );
      return {};
    case "upload-config kubeadm":
      configMaps.set("kubeadm-config", { ClusterConfiguration: stringify(cluster) });
      return {};
    case "upload-config kubelet":
      configMaps.set("kubelet-config", { kubelet: stringify(kinds.get("KubeletConfiguration")) });
      return {};
    case "addon kube-proxy":
      configMaps.set("kube-proxy", {
        "config.conf": stringify(kinds.get("KubeProxyConfiguration") ?? {}),
      });
      return {};
    default: {
      const pod = phase.replace(/^control-plane /, "kube-");
      host.files.set(`${MANIFESTS}/${pod}.yaml`, stringify(cluster));
      return {};
    }
  }
}

/** Where a machine of the tests keeps which container of a component runs. */
export function containerFile(component: string): string {
  return `/run/containers/${component}`;
}

function podJson(edition: string, containerID: string): string {
  return JSON.stringify({
    metadata: { annotations: { "kubernetes.io/config.hash": edition } },
    status: { containerStatuses: [{ ready: true, containerID }] },
  });
}
