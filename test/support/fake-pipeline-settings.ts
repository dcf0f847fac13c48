import { parseAllDocuments, stringify } from "yaml";
import type { FakeCluster } from "./fake-pipeline-cluster";
import type { FakeCall, FakeResponse } from "./fake-runner";

/** The part of a machine that settings of a running cluster touch. */
export interface SettingsHost {
  readonly files: Map<string, string>;
  /** Id of the running container, by static pod. */
  readonly containers: Map<string, string>;
}

const MANIFESTS = "/etc/kubernetes/manifests";
const PODS = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"];

/** What kubeadm's phases, crictl and a look at a static pod do on a control plane; undefined for other commands. */
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
  if (pod !== undefined) return { stdout: podJson(containerOf(host, pod)) };
  if (line === "kubeadm certs renew all") {
    host.files.set("/etc/kubernetes/pki/renewed", "yes");
    return {};
  }
  return undefined;
}

/** What crictl answers of static pods, and the restart that a stop leads to. */
export function answerCrictl(host: SettingsHost, { argv, line }: FakeCall): FakeResponse {
  const stopped = line.startsWith("crictl stop") ? argv.at(-1) : undefined;
  if (stopped === undefined) {
    const pod = PODS.find((name) => line.includes(`^${name}$`)) ?? "";
    return { stdout: `${containerOf(host, pod)}\n` };
  }
  const [pod] = [...host.containers].find(([, id]) => id === stopped) ?? [];
  restart(host, pod ?? stopped.replace(/-\d+$/, ""));
  return {};
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
      const path = `${MANIFESTS}/${pod}.yaml`;
      const text = stringify(cluster);
      if (host.files.get(path) !== text) restart(host, pod);
      host.files.set(path, text);
      return {};
    }
  }
}

function containerOf({ containers }: SettingsHost, pod: string): string {
  return containers.get(pod) ?? `${pod}-0`;
}

function restart(host: SettingsHost, pod: string): void {
  const count = Number(containerOf(host, pod).split("-").at(-1));
  host.containers.set(pod, `${pod}-${count + 1}`);
}

function podJson(id: string): string {
  return JSON.stringify({
    status: { containerStatuses: [{ containerID: `containerd://${id}`, ready: true }] },
  });
}
