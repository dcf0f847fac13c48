import type { HostFacts } from "../../provider/src/domain/host-facts";

/** Facts as the script that asks for them prints them. */
export function factsText(facts: HostFacts): string {
  const machines: Readonly<Record<string, string>> = { amd64: "x86_64", arm64: "aarch64" };
  const yes = (value: boolean): string => (value ? "yes" : "no");
  const lines: readonly (readonly [string, string | number])[] = [
    ["clock", facts.clockMs / 1_000],
    ["os_id", facts.os.id],
    ["os_version", facts.os.version],
    ["kernel", facts.kernel],
    ["machine", machines[facts.arch] ?? facts.arch],
    ["cpus", facts.cpus],
    ["memory_kib", facts.memoryBytes / 1024],
    ["swap_kib", facts.swapBytes / 1024],
    ["machine_id", facts.machineId],
    ["hostname", facts.hostname],
    ["boot_id", facts.bootId],
    ["user_id", facts.userId],
    ["first_process", facts.hasSystemd ? "systemd" : "init"],
    ["free_kib", facts.freeBytes / 1024],
    ["cgroup", facts.kernelFeatures.cgroupVersion === 2 ? "cgroup2fs" : "tmpfs"],
    ...(facts.listeningPorts ?? []).map((port) => ["listen", `0.0.0.0:${port}`] as const),
    ...(facts.listeningPorts === undefined ? [] : [["listen_known", "yes"] as const]),
    ...facts.addresses.map((address) => ["address", `${address}/24`] as const),
    ["ip_vs", yes(facts.kernelFeatures.ipVs)],
    ["br_netfilter", yes(facts.kernelFeatures.bridgeNetfilter)],
    ["overlay", yes(facts.kernelFeatures.overlay)],
    ["admin_config", yes(facts.kubernetes.hasAdminConfig)],
    ["kubelet_config", yes(facts.kubernetes.hasKubeletConfig)],
    ["kubelet", yes(facts.kubernetes.isKubeletActive)],
    ["docker", yes(facts.engines.isDockerActive)],
    ["containerd", yes(facts.engines.isContainerdActive)],
  ];
  return lines.map(([name, value]) => `${name} ${value}\n`).join("");
}
