import { parse } from "yaml";
import { join } from "../../../../../../../provider/src/pipeline/phases/node/join";
import { aNodeSpec } from "../../../../../../support/builders";
import {
  CERTIFICATE_KEY,
  CLUSTER_INFO,
  JOIN_TOKEN,
} from "../../../../../../support/fake-pipeline-cluster";
import type { FakeMachine } from "../../../../../../support/fake-pipeline-machine";
import { onNode } from "../contexts";

const ETC = "/var/lib/sealos/data/prod/etc";
const controlPlane = aNodeSpec({ name: "cp-2", role: "control-plane" });

/** What was written to a path, also when the file is gone by now. */
const writtenTo = (machine: FakeMachine, path: string): string =>
  machine.calls
    .findLast(({ argv }) => argv[3] === "write-file" && argv[4] === path)
    ?.stdin.toString() ?? "";

const withConfiguration = () => {
  const place = onNode();
  place.world.cluster.configMaps.set("kubeadm-config", {
    ClusterConfiguration:
      "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\nkubernetesVersion: v1.31.0\n",
  });
  return place;
};

describe("the join of a worker", () => {
  it("has a token of its own, which lives no longer than it does", async () => {
    const { context, machine, api, world } = withConfiguration();
    await join.run(context, aNodeSpec());
    expect(api.lines).toContain("kubeadm token create --ttl=20m --print-join-command");
    expect([...world.cluster.tokens]).toEqual([]);
    const document = parse(writtenTo(machine, `${ETC}/kubeadm-join-node.yaml`)) as object;
    expect(document).toMatchObject({
      kind: "JoinConfiguration",
      discovery: {
        file: { kubeConfigPath: `${ETC}/discovery.conf` },
        tlsBootstrapToken: JOIN_TOKEN,
      },
      nodeRegistration: { name: "worker-1" },
    });
    expect(document).not.toHaveProperty("controlPlane");
  });

  it("finds the cluster by what its control plane says of it, not who answers at its address", async () => {
    const { context, machine } = withConfiguration();
    await join.run(context, aNodeSpec());
    expect(writtenTo(machine, `${ETC}/discovery.conf`)).toBe(CLUSTER_INFO);
    expect(machine.files.has(`${ETC}/discovery.conf`)).toBe(false);
  });

  it("resets what an earlier join left, and pulls no images of a control plane", async () => {
    const { context, machine } = withConfiguration();
    await join.run(context, aNodeSpec());
    const { name, payload } = machine.units[0]!;
    expect(name).toBe("sealos-prod-kubeadm-join");
    expect(payload.indexOf("kubeadm reset")).toBeLessThan(payload.indexOf("kubeadm join"));
    expect(payload).not.toContain("images pull");
  });
});

describe("the join of a control plane", () => {
  it("is one change of the members at a time, for which its images are there already", async () => {
    const { context, machine } = withConfiguration();
    const changes: string[] = [];
    const membership = async <T>(change: () => Promise<T>): Promise<T> => {
      changes.push(...machine.units.map(({ name }) => name), "begins");
      const result = await change();
      changes.push("ends");
      return result;
    };
    await join.run({ ...context, membership }, controlPlane);
    expect(changes).toEqual(["sealos-prod-kubeadm-images", "begins", "ends"]);
  });

  it("decrypts the others' certificates, has the audit policy, and its images pulled", async () => {
    const { context, machine } = withConfiguration();
    machine.files.set(
      "/var/lib/sealos/data/prod/rootfs/statics/audit-policy.yml",
      "kind: Policy\n",
    );
    await join.run(context, controlPlane);
    expect(parse(writtenTo(machine, `${ETC}/kubeadm-join-master.yaml`))).toMatchObject({
      controlPlane: { certificateKey: CERTIFICATE_KEY },
    });
    expect(machine.files.get("/etc/kubernetes/audit-policy.yml")).toBe("kind: Policy\n");
    expect(machine.units.map(({ name }) => name)).toEqual([
      "sealos-prod-kubeadm-images",
      "sealos-prod-kubeadm-join",
    ]);
    expect(machine.units[0]?.payload).toContain(`images pull --config=${ETC}/kubeadm-images.yaml`);
  });

  it("asks the living control plane in that one's own name and address", async () => {
    const { context, api } = withConfiguration();
    await join.run(context, controlPlane);
    expect(writtenTo(api, `${ETC}/kubeadm-upload.yaml`)).toMatch(
      /advertiseAddress: 192\.0\.2\.1\n[^]*name: cp-1\n/,
    );
  });

  it("is refused where the cluster does not keep its configuration", async () => {
    const { context } = onNode();
    await expect(join.run(context, controlPlane)).rejects.toThrow(
      /no ConfigMap kube-system\/kubeadm-config, .*Restore it/,
    );
  });

  it("needs a runtime on the living control plane too", async () => {
    const { context, api } = withConfiguration();
    api.on(/SystemdCgroup/, {});
    await expect(join.run(context, controlPlane)).rejects.toThrow(/cp-1 has no container runtime/);
  });
});

describe.each([
  ["worker", aNodeSpec()],
  ["control plane", controlPlane],
])("whatever becomes of the join of a %s", (_, spec) => {
  it.each([
    ["it succeeds", undefined],
    ["it fails", "certificate has expired"],
  ])("no secret is left on a host when %s, nor in a command line", async (_case, failure) => {
    const { context, machine, api, world } = withConfiguration();
    if (failure !== undefined) machine.breakUnits(/join/, failure);
    const outcome = join.run(context, spec);
    if (failure === undefined) await outcome;
    else await expect(outcome).rejects.toThrow(/kubeadm join ended with status 1[^]*expired/);
    expect([...world.cluster.tokens]).toEqual([]);
    const kept = [...machine.lines, ...api.lines, ...machine.files.values(), ...api.files.values()];
    expect(kept.join("\n")).not.toMatch(`${JOIN_TOKEN}|${CERTIFICATE_KEY}`);
  });

  it("it does not happen twice", async () => {
    const { context, machine } = withConfiguration();
    await join.run(context, spec);
    await join.run(context, spec);
    expect(machine.units.filter(({ name }) => name.endsWith("-kubeadm-join"))).toHaveLength(1);
  });

  it("a kubelet that registered before the join broke off keeps no token", async () => {
    const { context, machine } = withConfiguration();
    await join.run(context, spec);
    const held = [
      "/etc/kubernetes/bootstrap-kubelet.conf",
      `${ETC}/discovery.conf`,
      `${ETC}/kubeadm-join-${spec.role === "worker" ? "node" : "master"}.yaml`,
    ];
    held.forEach((path) => machine.files.set(path, `token: ${JOIN_TOKEN}\n`));
    await join.run(context, spec);
    expect([...machine.files.keys()].filter((path) => held.includes(path))).toEqual([]);
  });
});
