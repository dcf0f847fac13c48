import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import { clusterConfiguration, providerBlock, type StackHost } from "../support/cluster-stack";
import { workingContainers } from "../support/image-storage";
import { writeOciLayout } from "../support/images/oci-layout";
import { labDifferences } from "../support/lab-traces";
import {
  errorList,
  errorsOf,
  openWorkspace,
  type TerraformWorkspace,
} from "../support/terraform-workspace";

const describeLab = labPossible() ? describe : describe.skip;

// Rules that need a machine which cannot be had here (clock, architecture, operating system, swap, memory) are tested
// as rules: test/unit/provider/src/pipeline/checks.
describeLab("bad input", () => {
  let lab: Lab;
  let images: Readonly<Record<string, string>>;
  let workspace: TerraformWorkspace;

  beforeAll(async () => {
    images = await labImages("standin");
    lab = await openLab({ hosts: 5, index: 4 });
  }, 300_000);
  afterAll(() => lab.down());
  const opened = (environment?: NodeJS.ProcessEnv) => (workspace = openWorkspace(environment));
  const rootfs = () => images["standin-v1.20.2"]!;

  describe("about images", () => {
    let containers: readonly string[];
    let errors: readonly string[];

    beforeAll(async () => {
      opened();
      containers = workingContainers();
      const rootfsWith = (path: string, strategy: string, data: string) => ({
        image: rootfs(),
        configs: [{ path, strategy, data }],
      });
      const damaged = join(workspace.folder, "damaged.tar");
      writeFileSync(damaged, "this is no archive");
      const plain = await writeOciLayout(join(workspace.folder, "plain"), {
        files: { "etc/motd": "hello" },
      });
      const unversioned = await writeOciLayout(join(workspace.folder, "unversioned"), {
        files: { "etc/motd": "hello" },
        labels: { "sealos.io.type": "rootfs" },
      });
      const run = await workspace.apply({
        terraform: { required_providers: { sealos: { source: "cdktf-sealos/sealos" } } },
        provider: { sealos: providerBlock({ workspace, lab }) },
        resource: {
          sealos_image_mount: {
            missing: { image: "oci:/nowhere/image" },
            app: { image: images["app-1.0"], expected_type: "rootfs" },
            plain: { image: plain.reference, expected_type: "rootfs" },
            unversioned: { image: unversioned.reference },
            damaged: { image: `oci-archive:${damaged}` },
            template: rootfsWith("etc/x.conf.tmpl", "override", "one\n{{ .name | nosuch }}\n"),
            config: rootfsWith("etc/kubeadm.yml", "merge", "a: [1, 2"),
          },
        },
      });
      errors = errorList(run);
    });
    afterAll(() => workspace.remove());

    test.each([
      ["an image that is not there", /image: oci:\/nowhere\/image on .*: .*Check/],
      [
        "an image of another type",
        /expected_type: .*app-1\.0 is of type application, and rootfs is wanted here\. Give an image/,
      ],
      [
        "an image without labels in a rootfs's place",
        /expected_type: .*\/plain:latest is of type application, and rootfs is wanted here.*label sealos\.io\.type/,
      ],
      ["a rootfs without a version", /\/unversioned.*version/],
      ["an archive that is damaged", /image: oci-archive:.*damaged\.tar on .*/],
      ["a template with an unknown function", /etc\/x\.conf\.tmpl:2.*nosuch.*Correct the template/],
      ["a config that does not parse", /configs.*etc\/kubeadm\.yml.*/],
    ])("refuses %s", (_, message) => expect(errors).toContainEqual(expect.stringMatching(message)));

    test("leaves no mount and no working container behind", () => {
      expect(workingContainers()).toEqual(containers);
      const state = JSON.parse(workspace.stateText()) as { resources?: readonly unknown[] };
      expect(state.resources ?? []).toEqual([]);
    });
  });

  describe("about machines", () => {
    let errors: readonly string[];
    let before: readonly (readonly string[])[];
    const traces = () => Promise.all([1, 2, 3, 4].map((host) => lab.trace(host)));

    beforeAll(async () => {
      opened();
      const { hosts, knownHosts } = lab.inventory;
      const known = { known_hosts_file: knownHosts, connect_timeout: "2s" };
      const plain = { private_key_file: hosts[0]!.keyPath, ...known };
      const strange = join(workspace.folder, "strange");
      execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", strange]);

      // Machines 2 and 3 are copies of one machine, and a port of the kubelet is taken on both.
      await lab.ssh(3, `echo ${(await lab.ssh(2, "cat /etc/machine-id")).trim()} >/etc/machine-id`);
      for (const host of [2, 3]) await squat(host, 10250);
      await lab.ssh(
        4,
        `mkdir /var/lib/sealos && echo '{"format":1,"owner":{"cluster":"production","generation":"x"}}' >/var/lib/sealos/journal.json`,
      );
      await lab.ssh(5, "mkdir /var/lib/sealos && mount -t tmpfs -o size=9m none /var/lib/sealos");
      before = await traces();

      const run = await workspace.apply(
        clusterConfiguration({
          workspace,
          lab,
          rootfs: rootfs(),
          cluster: null,
          hosts: {
            unreachable: alone(1, { address: hosts[0]!.address.replace(/\d+$/, "99") }),
            refused: alone(1, { port: 23 }),
            "wrong-password": alone(1, { ssh_profile: "wrong_password" }),
            "wrong-key": alone(1, { ssh_profile: "wrong_key" }),
            "no-key-file": alone(1, { ssh_profile: "no_key_file" }),
            "no-sudo": alone(1, { ssh_profile: "no_sudo" }),
            "changed-key": alone(1, { host_key: hosts[1]!.hostKey }),
            "copy-a": alone(2, { hostname: "same" }),
            "copy-b": alone(3, { hostname: "same" }),
            foreign: alone(4, {}),
            full: alone(5, {}),
          },
          provider: {
            ssh: plain,
            ssh_profiles: {
              wrong_password: { password: "no-such-password", ...known, connect_timeout: "15s" },
              wrong_key: { private_key_file: strange, ...known },
              no_key_file: { private_key_file: "/nowhere/key", ...known },
              no_sudo: { user: "opspw", ...plain },
            },
          },
        }),
      );
      errors = errorList(run);
    });
    afterAll(() => workspace.remove());

    test.each([
      [
        "an address where nothing is",
        /\.99:22: (the machine cannot be reached|no answer from an SSH server).*Check its address/,
      ],
      ["a port that is refused", /:23: the connection to port 23 was refused.*check the port/],
      ["a wrong password", /the login as "root" was rejected\. Tried: the password\..*To mend it/],
      [
        "a wrong key",
        /the login as "root" was rejected\. Tried: the key SHA256:.*authorized_keys of root/,
      ],
      ["a key file that is not there", /private_key_file \/nowhere\/key cannot be read \(ENOENT\)/],
      [
        "a login that cannot become root",
        /the login as "opspw" cannot become root: sudo asks for a password/,
      ],
      [
        "a host key that is not the expected one",
        /the host key is not the expected one: it showed .*but host_key .*says/,
      ],
      [
        "a copied machine-id",
        /its machine-id [0-9a-f]{32} is also that of copy-[ab].*systemd-machine-id-setup/,
      ],
      [
        "a host name that is taken",
        /its host name "same" is also that of copy-[ab]; set a different one in hostname/,
      ],
      ["a port in use", /TCP port 10250 is in use; Kubernetes needs it.*ss -ltnp/],
      [
        "a machine of another cluster",
        /belongs to cluster "production", but the configuration wants it in cluster "default"\. Nothing was changed/,
      ],
      [
        "a disk that is too small",
        /\/var\/lib\/sealos.* needs \d+ MB, and \d+ MB are free.*Free some space/,
      ],
    ])("refuses %s", (_, message) => expect(errors).toContainEqual(expect.stringMatching(message)));

    test("shows no password in its messages", () =>
      expect(errors.join()).not.toContain("no-such-password"));

    test("leaves the machines as they were", async () => {
      expect(labDifferences(before, await traces())).toEqual([]);
    });
  });

  describe("about the cluster", () => {
    const stack = (
      cluster: Readonly<Record<string, unknown>> | null,
      provider: Readonly<Record<string, unknown>> = {},
    ) =>
      clusterConfiguration({
        workspace,
        lab,
        provider,
        rootfs: rootfs(),
        hosts: { "cp-1": { lab: 1, role: "control-plane" } },
        cluster,
      });

    beforeAll(async () => {
      opened();
      expect(errorsOf(await workspace.apply(stack(null)))).toBe("");
    });
    afterAll(() => workspace.remove());

    test.each([
      ["kind", "apiVersion: kubeadm.k8s.io/v1beta2\nkind: ClusterConfig\n", /ClusterConfig.*/],
      [
        "field",
        "apiVersion: kubeadm.k8s.io/v1beta2\nkind: ClusterConfiguration\nnetwork: {}\n",
        /kubeadm_config.*network.*networking/,
      ],
    ])("refuses a kubeadm document with an unknown %s at plan", async (_, document, message) => {
      const plan = await workspace.plan(stack({ kubeadm_config: [document] }));
      expect(plan.code).toBe(1);
      expect(plan.text).toMatch(message);
    });

    test("shows what kubeadm said when it fails", async () => {
      await squat(1, 6443);
      const run = await workspace.apply(stack({}));
      expect(errorsOf(run)).toMatch(
        /Failed At kubeadm-init .*cp-1|kubeadm init ended with status \d+; its last output: .*6443.*Mend what it complains about/,
      );
      expect(errorsOf(run)).toMatch(/[Pp]ort[- ]6443/);
      expect(workspace.resource("sealos_cluster.main")).toMatchObject({ tainted: true });
      await lab.ssh(1, "systemctl stop squatter-6443");
      expect(errorsOf(await workspace.apply(stack({})))).toBe("");
    });

    test("only warns when another machine answers at the address", async () => {
      const own = (await lab.ssh(1, "cat /etc/machine-id")).trim();
      await lab.ssh(1, "echo 0123456789abcdef0123456789abcdef >/etc/machine-id");
      const plan = await workspace.plan(stack({}, { drift_check: "sampled" }));
      await lab.ssh(1, `echo ${own} >/etc/machine-id`);
      expect(plan.actions).toEqual({});
      expect(plan.text).toMatch(
        /machine-id is 0123456789abcdef.*, but the machine of this resource is .*another machine answers at this address\. Nothing was changed/,
      );
    });

    test("lets go of the machine after all that", async () => {
      expect(errorsOf(await workspace.destroy())).toBe("");
    });
  });

  describe("about the machine that runs Terraform", () => {
    afterEach(() => workspace.remove());

    test("plans while the provider's own settings are unknown", async () => {
      opened();
      const configuration = clusterConfiguration({
        workspace,
        lab,
        rootfs: rootfs(),
        hosts: { "cp-1": { lab: 1, role: "control-plane" } },
        cluster: null,
        provider: { ssh: { password: "${terraform_data.secret.output}" } },
      });
      const resource = {
        ...(configuration["resource"] as object),
        terraform_data: { secret: { input: lab.inventory.password } },
      };
      const plan = await workspace.plan({ ...configuration, resource });
      expect(errorsOf(plan)).toBe("");
      expect(plan.actions).toMatchObject({ "sealos_host.cp-1": ["create"] });
    });

    test("says that buildah is missing, where it cannot be installed", async () => {
      opened();
      const PATH = pathWithout(workspace.folder, ["node", "terraform", "sh", "uname"]);
      const lacking = openWorkspace({ PATH });
      const run = await lacking.apply({
        terraform: { required_providers: { sealos: { source: "cdktf-sealos/sealos" } } },
        provider: { sealos: providerBlock({ workspace: lacking, lab }) },
        resource: { sealos_image_mount: { kubernetes: { image: rootfs() } } },
      });
      lacking.remove();
      expect(errorsOf(run)).toMatch(
        /buildah is not installed, and cluster images cannot be opened without it\..*Install buildah/,
      );
    });

    test("says that Terraform is missing", () => {
      opened();
      const { status, stderr } = spawnSync(
        process.execPath,
        ["--input-type=module", "-e", REQUIRE_TERRAFORM],
        {
          env: { PATH: pathWithout(workspace.folder, ["sh"]) },
          cwd: join(__dirname, "../.."),
          encoding: "utf8",
        },
      );
      expect(status).toBe(1);
      expect(stderr).toMatch(/^missing: terraform 1\.5 or newer; install it from /);
    });
  });

  const squat = (host: number, port: number) =>
    lab.ssh(host, `systemd-run -q --unit=squatter-${port} socat TCP-LISTEN:${port},fork EXEC:cat`);
});

const REQUIRE_TERRAFORM = 'import("./scripts/machine.mjs").then((it) => it.requireTerraform())';

/** A machine with the registry on it, so that it depends on no other. */
function alone(lab: number, attributes: Readonly<Record<string, unknown>>): StackHost {
  const role = "control-plane";
  return { lab, role, host: { roles: [role, "registry"], registry: null, ...attributes } };
}

/** A PATH with these programs and no other. */
function pathWithout(folder: string, programs: readonly string[]): string {
  const path = join(folder, "programs");
  mkdirSync(path);
  for (const program of programs) {
    const found = spawnSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" });
    symlinkSync(program === "node" ? process.execPath : found.stdout.trim(), join(path, program));
  }
  return path;
}
