import type { HostFacts } from "../../../../../../provider/src/domain/host-facts";
import type { HostDemand } from "../../../../../../provider/src/pipeline/checks/host-check";
import { hostChecks } from "../../../../../../provider/src/pipeline/checks/host-checks";
import { aHostFacts } from "../../../../../support/builders";

const aDemand = (different: Partial<HostDemand> = {}): HostDemand => ({
  name: "cp-1",
  arch: "amd64",
  roles: ["control-plane", "registry"],
  bytes: 300_000_000,
  isFresh: true,
  localTime: new Date("2026-01-01T00:00:00Z"),
  ...different,
});

const found = (facts: Partial<HostFacts>, demand: Partial<HostDemand> = {}): readonly string[] =>
  hostChecks.flatMap((check) => check(aHostFacts(facts), aDemand(demand)) ?? []);

const late = (milliseconds: number): number => Date.parse("2026-01-01T00:00:00Z") + milliseconds;
const traces = { hasAdminConfig: false, hasKubeletConfig: false, isKubeletActive: false };
const engines = { isDockerActive: false, isContainerdActive: false };

describe("a machine that is as it should be", () => {
  it("is told nothing", () => {
    expect(found({})).toEqual([]);
  });
});

// What was found, the rule, the cure: every message has all three.
describe("a machine is refused", () => {
  it.each<[string, Partial<HostFacts>, RegExp, RegExp, RegExp]>([
    ["without root", { userId: 1000 }, /as user 1000/, /not as root/, /let the user use sudo/],
    [
      "without systemd",
      { hasSystemd: false },
      /debian 12/,
      /does not run systemd/,
      /Use a Linux distribution with systemd/,
    ],
    [
      "that does not say what it is",
      { hasSystemd: false, os: { id: "", version: "" } },
      /\(unknown\)/,
      /install systemd units/,
      /Use a Linux/,
    ],
    [
      "of another architecture",
      { arch: "arm64" },
      /the machine is arm64/,
      /the image is for amd64/,
      /platform = "linux\/arm64"/,
    ],
    [
      "without machine-id",
      { machineId: "" },
      /machine-id is empty or missing/,
      /must hold 32 hexadecimal digits/,
      /systemd-machine-id-setup/,
    ],
    [
      "with a machine-id that is none",
      { machineId: "uninitialized" },
      /holds "uninitialized"/,
      /32 hexadecimal/,
      /Run:/,
    ],
    [
      "whose clock is ahead",
      { clockMs: late(61_000) },
      /61 s ahead of/,
      /at most 5 s/,
      /Synchronise both/,
    ],
    [
      "whose clock is behind",
      { clockMs: late(-8_000) },
      /8 s behind/,
      /at most 5 s/,
      /Synchronise both/,
    ],
    [
      "that has an admin kubeconfig of somebody else",
      { kubernetes: { ...traces, hasAdminConfig: true } },
      /part of a Kubernetes cluster/,
      /not ours/,
      /kubeadm reset/,
    ],
    [
      "whose kubelet somebody else configured",
      { kubernetes: { ...traces, hasKubeletConfig: true } },
      /part of a Kubernetes cluster/,
      /not ours/,
      /Import that cluster/,
    ],
    [
      "whose kubelet runs",
      { kubernetes: { ...traces, isKubeletActive: true } },
      /kubelet/,
      /not ours/,
      /kubeadm reset/,
    ],
    [
      "on which docker runs",
      { engines: { ...engines, isDockerActive: true } },
      /docker is running/,
      /brings a container runtime/,
      /Remove it/,
    ],
    [
      "on which containerd runs",
      { engines: { ...engines, isContainerdActive: true } },
      /containerd is running/,
      /brings a container runtime/,
      /Remove it/,
    ],
    [
      "on which needed ports are taken",
      { listeningPorts: [22, 5000, 6443] },
      /port 6443, 5000 is in use/,
      /Kubernetes needs it/,
      /ss -ltnp/,
    ],
    [
      "with swap",
      { swapBytes: 2_147_483_648 },
      /2147 MB of swap/,
      /kubelet does not start/,
      /swapoff -a/,
    ],
    [
      "whose disk is too small",
      { freeBytes: 512_000_000 },
      /512 MB free/,
      /need 600 MB/,
      /Free some space/,
    ],
  ])("%s", (_, facts, value, rule, cure) => {
    const [message, ...others] = found(facts);
    expect(others).toEqual([]);
    expect(message).toMatch(value);
    expect(message).toMatch(rule);
    expect(message).toMatch(cure);
  });
});

describe("a machine is accepted", () => {
  it.each<[string, Partial<HostFacts>, Partial<HostDemand>]>([
    ["whose clock is 5 s off", { clockMs: late(5_000) }, {}],
    ["whose ports could not be found out", { listeningPorts: undefined }, {}],
    [
      "as a worker, where ports of a control plane are taken",
      { listeningPorts: [6443, 5000] },
      { roles: ["worker"] },
    ],
    [
      "that runs what we brought",
      { engines: { ...engines, isContainerdActive: true } },
      { isFresh: false },
    ],
    [
      "that runs our kubelet",
      { kubernetes: { ...traces, isKubeletActive: true } },
      { isFresh: false },
    ],
    ["whose ports our own programs took", { listeningPorts: [6443] }, { isFresh: false }],
    ["that is full of what we sent", { freeBytes: 0 }, { isFresh: false }],
    ["that holds the trees twice exactly", { freeBytes: 600_000_000 }, {}],
    ["of the architecture that the images are for", { arch: "arm64" }, { arch: "arm64" }],
  ])("%s", (_, facts, demand) => {
    expect(found(facts, demand)).toEqual([]);
  });
});
