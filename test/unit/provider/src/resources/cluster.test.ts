import { UNKNOWN } from "../../../../../provider/sdk";
import { encodeImageMount } from "../../../../../provider/src/domain/image-mount";
import { aMount } from "../../../../support/builders";
import { createFakePipeline } from "../../../../support/fake-pipeline";
import {
  aStack,
  aTerraform,
  clusterConfig,
  deployed,
  hostConfig,
  textOf,
  type Stack,
  type Terraform,
} from "./terraform";

let terraform: Terraform;
let stack: Stack;
beforeEach(async () => {
  terraform = await aTerraform({ deletion_protection: false });
  stack = await aStack(terraform);
});

const config = (different: object = {}) => clusterConfig(stack.host, { ...different });
const plan = (different: object, object = stack.cluster) =>
  terraform.core.plan("sealos_cluster", config(different), object);

describe("sealos_cluster", () => {
  it("tells what it became", () => {
    expect(stack.cluster.state).toMatchObject({
      id: "uid-of-prod",
      kubernetes_version: "v1.31.0",
      endpoint_mode: "lvscare",
      api_server: "https://apiserver.cluster.local:6443",
      ca_certificate: "-----BEGIN CERTIFICATE-----\n",
      certificates_expire_at: "2027-01-01T00:00:00.000Z",
      phase: "ClusterSuccess",
      ready: true,
    });
  });

  it("is planned before its hosts exist, under the name of its first control plane", async () => {
    const open = await aTerraform();
    const unmade = clusterConfig(stack.host, {
      control_plane: { "cp-2": UNKNOWN, "cp-1": UNKNOWN },
    });
    const { planned, diagnostics } = await open.core.plan("sealos_cluster", unmade);
    expect(diagnostics).toEqual([]);
    expect(planned).toMatchObject({
      id: UNKNOWN,
      steps: [
        expect.stringMatching(/^cp-1: choose how nodes find the API/),
        "cp-1: write the kubeadm configuration",
        "cp-1: kubeadm init (Kubernetes v1.31.0)",
      ],
    });
  });

  it("is planned as one of k3s before its image is known", async () => {
    const open = await aTerraform();
    const unmade = config({ distribution: "k3s", rootfs: UNKNOWN });
    const { planned, diagnostics } = await open.core.plan("sealos_cluster", unmade);
    expect(diagnostics).toEqual([]);
    expect(planned).toMatchObject({
      kubelet_config_digest: null,
      steps: ["cp-1: nodes find the API by hosts", UNKNOWN],
    });
    const unsaid = await open.core.plan("sealos_cluster", config({ distribution: UNKNOWN }));
    expect(unsaid.planned).toMatchObject({ steps: UNKNOWN });
  });

  it("refuses what k3s does for itself", async () => {
    const open = await aTerraform();
    const renewed = config({
      distribution: "k3s",
      rootfs: encodeImageMount(aMount({ distribution: "k3s" })),
      certificate_renewal: { before: "720h" },
    });
    const { diagnostics } = await open.core.plan("sealos_cluster", renewed);
    expect(textOf(diagnostics)).toMatch(/K3s Renews Its Certificates By Itself/);
  });

  it("plans nothing once it is there", async () => {
    expect((await plan({})).action).toBe("no-op");
  });

  it("is updated in place without being made again", async () => {
    const updated = await plan({ cert_sans: ["api.example.org"] });
    expect(updated.action).toBe("update");
    expect(updated.planned).toMatchObject({
      id: "uid-of-prod",
      steps: [
        "cp-1: write the kubeadm configuration",
        "cp-1: sign the API server's certificate anew (further names api.example.org) and restart it on every control plane, one at a time",
      ],
    });
    const { object, diagnostics } = await terraform.core.apply(updated);
    expect(diagnostics).toEqual([]);
    expect((await plan({ cert_sans: ["api.example.org"] }, object!)).action).toBe("no-op");
  });

  it.each([
    ["the mode", { mode: "hosts" }],
    ["the name", { domain: "api.prod" }],
  ])("refuses another endpoint under its nodes: %s", async (_, endpoint) => {
    const { diagnostics } = await plan({ endpoint });
    expect(textOf(diagnostics)).toMatch(/^error: Endpoint Of cluster prod Cannot Change In Place/);
  });

  it("takes the mode in use when it is written down", async () => {
    const mode = stack.cluster.state["endpoint_mode"];
    const { object, diagnostics } = await terraform.core.apply(await plan({ endpoint: { mode } }));
    expect(diagnostics).toEqual([]);
    expect(object?.state).toMatchObject({ endpoint_mode: mode });
  });

  it("writes the kubeconfig to a file where it is asked to", async () => {
    const kubeconfig = { kubeconfig_file: "/home/anna/prod.kubeconfig" };
    await deployed(terraform, "sealos_cluster", config(kubeconfig), stack.cluster);
    expect(terraform.world.local.files.get("/home/anna/prod.kubeconfig")).toContain("192.0.2.1");
  });

  it("is destroyed on the control plane where it was made", async () => {
    expect(await terraform.core.destroy(stack.cluster)).toEqual({ object: null, diagnostics: [] });
    expect((await terraform.core.plan("sealos_host", hostConfig(), stack.host)).action).toBe(
      "no-op",
    );
  });

  it("keeps its state with a warning while no control plane can be reached", async () => {
    terraform.world.machine("192.0.2.1").isAway = true;
    const { object, diagnostics } = await terraform.core.read(stack.cluster);
    expect(object?.state).toEqual({ ...stack.cluster.state, steps: [] });
    expect(textOf(diagnostics)).toMatch(/^warning: Cluster prod Was Not Refreshed/);
  });

  it("reads nothing without a provider configuration", async () => {
    const open = await aTerraform({ ssh: { user: UNKNOWN } }, terraform.world);
    const { object } = await open.core.read(stack.cluster);
    expect(object?.state["id"]).toBe("uid-of-prod");
    const { planned } = await open.core.plan("sealos_cluster", config());
    expect(planned).toMatchObject({ ready: UNKNOWN });
  });
});

describe("a cluster that fails half-way", () => {
  it("is resumed where it stands", async () => {
    const world = createFakePipeline();
    const home = world.addMachine("192.0.2.1", "cp-1");
    const first = await aTerraform({ failure_mode: "resume" }, world);
    const host = await deployed(first, "sealos_host", hostConfig());
    home.breakUnits(/kubeadm-init/, "port in use");
    const broken = await first.core.deploy("sealos_cluster", clusterConfig(host));
    expect(textOf(broken.diagnostics)).toMatch(
      /^warning: Making Cluster prod Failed At kubeadm-init/,
    );
    expect(broken.object?.state).toMatchObject({ ready: false, phase: "ClusterFailed", id: null });

    home.mend();
    const again = await aTerraform({ failure_mode: "resume" }, world);
    const resumed = await again.core.plan("sealos_cluster", clusterConfig(host), broken.object);
    expect(resumed).toMatchObject({
      action: "update",
      planned: { id: UNKNOWN, steps: ["cp-1: kubeadm init (Kubernetes v1.31.0)"] },
    });
    const { object } = await again.core.apply(resumed);
    expect(object?.state).toMatchObject({ id: "uid-of-prod", phase: "ClusterSuccess" });
  });

  it("touches nothing while a host is not ready", async () => {
    const world = createFakePipeline();
    world.addMachine("192.0.2.1", "cp-1");
    const { core } = await aTerraform({}, world);
    const { object, diagnostics } = await core.deploy("sealos_cluster", config());
    expect(object).toBeNull();
    expect(textOf(diagnostics)).toMatch(/another machine|cp-1 is not prepared/);
  });
});

describe("a cluster whose run is interrupted", () => {
  it("keeps what it was, with a warning", async () => {
    const abort = new AbortController();
    const { core } = await aTerraform({}, terraform.world, { signal: abort.signal });
    const changed = await core.plan("sealos_cluster", config({ cert_sans: ["b"] }), stack.cluster);
    terraform.world.machine("192.0.2.1").on(/acquire-lock/, () => {
      abort.abort(new Error("stopped by the practitioner"));
      return {};
    });
    const { object, diagnostics } = await core.apply(changed);
    expect(textOf(diagnostics)).toMatch(/^warning: Making Cluster prod Was Interrupted/);
    expect(object?.state).toMatchObject({
      ready: false,
      status: "stopped by the practitioner",
      id: "uid-of-prod",
      ca_certificate: stack.cluster.state["ca_certificate"],
    });
  });
});

describe("deletion protection", () => {
  const protectedBy = async (provider: object, own: object) => {
    const guarded = await aTerraform({ ...provider }, terraform.world);
    const object = await deployed(guarded, "sealos_cluster", config(own), stack.cluster);
    return { core: guarded.core, object };
  };

  it.each([
    ["by default", {}, {}],
    ["by the provider block", { deletion_protection: true }, {}],
    ["by the cluster itself", { deletion_protection: false }, { deletion_protection: true }],
  ])("keeps a cluster that works from being destroyed (%s)", async (_, provider, own) => {
    const { core, object } = await protectedBy(provider, own);
    const kept = await core.destroy(object);
    expect(kept.object).toBe(object);
    expect(textOf(kept.diagnostics)).toMatch(
      /^error: Cluster prod Is Protected Against Deletion\n.*Set deletion_protection = false/,
    );
  });

  it.each([
    ["name", { name: "other" }],
    ["service_subnet", { service_subnet: "10.200.0.0/16" }],
  ])("keeps it from being replaced by another %s", async (name, change) => {
    const { core, object } = await protectedBy({}, {});
    const { diagnostics } = await core.plan("sealos_cluster", config(change), object);
    expect(textOf(diagnostics)).toMatch(
      new RegExp(`^error: Cluster prod Is Protected Against Replacement\n${name} cannot change`),
    );
  });

  it.each([
    ["by the provider block", { deletion_protection: false }, {}],
    ["by the cluster itself", { deletion_protection: true }, { deletion_protection: false }],
  ])("can be lifted %s", async (_, provider, own) => {
    const { core, object } = await protectedBy(provider, own);
    expect((await core.destroy(object)).object).toBeNull();
  });
});

describe("a plan of sealos_cluster", () => {
  it.each([
    [
      "overlapping subnets",
      { pod_subnet: "10.96.0.0/12", service_subnet: "10.96.0.0/22" },
      /overlap/i,
    ],
    [
      "a skipped minor version of Kubernetes",
      { rootfs: encodeImageMount(aMount({ version: "v1.33.0" })) },
      /Kubernetes Of cluster prod Would Skip A Minor Version[^]*image of v1\.32 first/,
    ],
    [
      "an older Kubernetes",
      { rootfs: encodeImageMount(aMount({ version: "v1.30.4" })) },
      /Kubernetes Of cluster prod Cannot Go Back[^]*runs Kubernetes v1\.31\.0[^]*older v1\.30\.4/,
    ],
    [
      "an image of another distribution",
      { rootfs: encodeImageMount(aMount({ distribution: "k3s" })) },
      /Image Of Another Distribution[^]*brings k3s[^]*distribution = "k3s"/,
    ],
    ["one machine as two control planes", {}, /Duplicate Control Plane[^]*192\.0\.2\.1:22/],
  ])("refuses %s", async (name, different, message) => {
    const id = stack.host.state["id"];
    const twice = name.startsWith("one") ? { control_plane: { "cp-1": id, "cp-2": id } } : {};
    const { diagnostics } = await plan({ ...different, ...twice });
    expect(textOf(diagnostics)).toMatch(message);
  });

  it("refuses what is no host and no mount before that", async () => {
    const wrong = config({ control_plane: { "cp-1": "192.0.2.1" }, rootfs: "labring/kubernetes" });
    const text = textOf(await terraform.core.validate("sealos_cluster", wrong));
    expect(text).toContain("it is not the id of a host");
    expect(text).toContain("it is not the mount of an image of type rootfs");
  });
});
