import type { HostFacts } from "../../domain/host-facts";

/** Reads what the facts script printed. What a machine did not say is empty, zero or false. */
export function parseFacts(stdout: string): HostFacts {
  const said = readLines(stdout);
  const text = (name: string): string => said.get(name)?.[0] ?? "";
  const number = (name: string): number => Number(text(name)) || 0;
  const isYes = (name: string): boolean => text(name) === "yes";
  const bytes = (name: string): number => number(name) * 1024;

  return {
    os: { id: text("os_id"), version: text("os_version") },
    kernel: text("kernel"),
    arch: toImageArchitecture(text("machine")),
    cpus: number("cpus"),
    memoryBytes: bytes("memory_kib"),
    swapBytes: bytes("swap_kib"),
    machineId: text("machine_id"),
    hostname: text("hostname"),
    bootId: text("boot_id"),
    clockMs: Math.round(number("clock") * 1_000),
    // An id that is missing must not pass for root's.
    userId: text("user_id") === "" ? -1 : number("user_id"),
    hasSystemd: text("first_process") === "systemd",
    freeBytes: bytes("free_kib"),
    listeningPorts: isYes("listen_known") ? portsOf(said.get("listen") ?? []) : undefined,
    addresses: (said.get("address") ?? []).map((address) => address.replace(/\/.*$/, "")),
    kernelFeatures: {
      ipVs: isYes("ip_vs"),
      bridgeNetfilter: isYes("br_netfilter"),
      overlay: isYes("overlay"),
      cgroupVersion: text("cgroup") === "cgroup2fs" ? 2 : 1,
    },
    kubernetes: {
      hasAdminConfig: isYes("admin_config"),
      hasKubeletConfig: isYes("kubelet_config"),
      isKubeletActive: isYes("kubelet"),
    },
    engines: { isDockerActive: isYes("docker"), isContainerdActive: isYes("containerd") },
  };
}

function readLines(stdout: string): ReadonlyMap<string, readonly string[]> {
  const said = new Map<string, string[]>();
  for (const line of stdout.split("\n")) {
    const [, name, value = ""] = /^(\w+) (.*)$/.exec(line) ?? [];
    if (name !== undefined) said.set(name, [...(said.get(name) ?? []), value.trim()]);
  }
  return said;
}

// `ss` writes 0.0.0.0:22, [::]:22, *:6443 and 127.0.0.1%lo:53.
function portsOf(sockets: readonly string[]): readonly number[] {
  const ports = sockets.map((socket) => Number(socket.slice(socket.lastIndexOf(":") + 1)));
  return [...new Set(ports.filter((port) => port > 0))].sort((a, b) => a - b);
}

function toImageArchitecture(machine: string): string {
  const names: Readonly<Record<string, string>> = { x86_64: "amd64", aarch64: "arm64" };
  return names[machine] ?? machine;
}
