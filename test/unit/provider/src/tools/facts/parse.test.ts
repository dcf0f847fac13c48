import { parseFacts } from "../../../../../../provider/src/tools/facts/parse";

const SAID = `clock 1795592716.137402918
os_id debian
os_version 12
kernel 6.1.0-28-amd64
machine x86_64
cpus 4
memory_kib 8136716
swap_kib 2097148
machine_id d4ba549c699b4ab8b51c78746b31bab6
hostname node 1
boot_id 0337dc17-e04d-46f1-8c5f-9cf9c861f208
user_id 0
first_process systemd
free_kib 1024
cgroup cgroup2fs
listen 0.0.0.0:22
listen [::]:22
listen *:6443
listen 127.0.0.1%lo:53
listen_known yes
address 192.0.2.7/24
address fd00::7/64
ip_vs yes
br_netfilter no
overlay yes
admin_config yes
kubelet_config no
kubelet yes
docker no
containerd yes
`;

describe("facts", () => {
  test("are read from what the machine said", () => {
    expect(parseFacts(SAID)).toEqual({
      os: { id: "debian", version: "12" },
      kernel: "6.1.0-28-amd64",
      arch: "amd64",
      cpus: 4,
      memoryBytes: 8_136_716 * 1024,
      swapBytes: 2_097_148 * 1024,
      machineId: "d4ba549c699b4ab8b51c78746b31bab6",
      hostname: "node 1",
      bootId: "0337dc17-e04d-46f1-8c5f-9cf9c861f208",
      clockMs: 1_795_592_716_137,
      userId: 0,
      hasSystemd: true,
      freeBytes: 1_048_576,
      listeningPorts: [22, 53, 6443],
      addresses: ["192.0.2.7", "fd00::7"],
      kernelFeatures: { ipVs: true, bridgeNetfilter: false, overlay: true, cgroupVersion: 2 },
      kubernetes: { hasAdminConfig: true, hasKubeletConfig: false, isKubeletActive: true },
      engines: { isDockerActive: false, isContainerdActive: true },
    });
  });

  test("that a machine cannot tell are empty, and never pass for root or for free ports", () => {
    expect(parseFacts("")).toMatchObject({
      os: { id: "", version: "" },
      machineId: "",
      userId: -1,
      hasSystemd: false,
      freeBytes: 0,
      listeningPorts: undefined,
      addresses: [],
    });
  });

  test.each([
    ["aarch64", "arm64"],
    ["riscv64", "riscv64"],
  ])("call the architecture as images do: %s", (machine, arch) => {
    expect(parseFacts(`machine ${machine}\n`).arch).toBe(arch);
  });
});
