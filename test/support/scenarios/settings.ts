import { labImages, labPossible, openLab, type Lab } from "../../../lab/open-lab";
import { clusterConfiguration, type ClusterStack, type StackHost } from "../cluster-stack";
import { KUBECTL, nodesOf } from "../lab-cluster";
import { errorsOf, openWorkspace, type TerraformWorkspace } from "../terraform-workspace";

const describeLab = labPossible() ? describe : describe.skip;

const BRING_UP_MS = 1_800_000;
const CHANGE_MS = 420_000;
const CLUSTER = "sealos_cluster.main";
const SENTINEL = "sentinel-registry-passw0rd";

const documents = (apiServer: string): string => `apiVersion: kubeadm.k8s.io/v1beta2
kind: ClusterConfiguration
apiServer: {extraArgs: ${apiServer}}
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
maxPods: 90
---
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
iptables: {minSyncPeriod: 2s}
`;

/** What settings are changed on. */
export interface SettingsScenario {
  /** The lab's image that the cluster is made of, `standin-v1.20.2` for example. */
  readonly rootfs: string;
  /** Tells labs of one process apart. */
  readonly index: number;
  /** Certificates are due that are older than a year less this: younger than the cluster, older than what was just renewed. */
  readonly dueWithin: string;
}

/** Declares the tests of settings that change in place; they last as long as the cluster needs. */
export function describeSettings({ rootfs, index, dueWithin }: SettingsScenario): void {
  describeLab(`settings of a running cluster (${rootfs})`, () => {
    let lab: Lab;
    let workspace: TerraformWorkspace;
    let stack: ClusterStack;

    const change = async (cluster: ClusterStack["cluster"], hosts = stack.hosts) => {
      stack = { ...stack, hosts, cluster: { ...stack.cluster, ...cluster } };
      const plan = await workspace.plan(clusterConfiguration(stack));
      const failure = errorsOf(await workspace.applyPlan());
      return { plan, failure };
    };
    const onEach = (command: string): Promise<readonly string[]> =>
      Promise.all([1, 2].map((host) => lab.ssh(host, command)));

    beforeAll(async () => {
      const images = await labImages(rootfs);
      lab = await openLab({ hosts: 3, index });
      workspace = openWorkspace();
      stack = {
        workspace,
        lab,
        rootfs: images[rootfs]!,
        hosts: {
          "cp-1": { lab: 1, role: "control-plane" },
          "cp-2": { lab: 2, role: "control-plane" },
          "worker-1": { lab: 3, role: "worker" },
        },
        cluster: {},
      };
      expect(errorsOf(await workspace.apply(clusterConfiguration(stack)))).toBe("");
    }, BRING_UP_MS);
    afterAll(async () => {
      workspace.remove();
      await lab.down();
    });

    test("are as they were asked for right after the cluster was made: the next plan is empty", async () => {
      expect((await workspace.plan()).actions).toEqual({});
    });

    test(
      "further names come into the certificate that every API server shows",
      async () => {
        const { plan, failure } = await change({ cert_sans: ["api.example.org"] });
        expect(failure).toBe("");
        expect(plan.actions).toEqual({ [CLUSTER]: ["update"] });
        const shown = await onEach(
          "openssl s_client -connect 127.0.0.1:6443 </dev/null 2>/dev/null | openssl x509 -noout -ext subjectAltName",
        );
        for (const names of shown) expect(names).toContain("DNS:api.example.org");
        expect((await workspace.plan()).actions).toEqual({});
      },
      CHANGE_MS,
    );

    test(
      "arguments, kubelets and kube-proxy follow kubeadm_config on every node",
      async () => {
        const { failure } = await change({ kubeadm_config: [documents('{profiling: "false"}')] });
        expect(failure).toBe("");
        for (const manifest of await onEach("cat /etc/kubernetes/manifests/kube-apiserver.yaml")) {
          expect(manifest).toContain("--profiling=false");
        }
        const kubelets = await Promise.all(
          [1, 2, 3].map((host) => lab.ssh(host, "cat /var/lib/kubelet/config.yaml")),
        );
        for (const configuration of kubelets) expect(configuration).toContain("maxPods: 90");
        expect(
          await lab.ssh(1, `${KUBECTL} get configmap kube-proxy -n kube-system -o yaml`),
        ).toContain("minSyncPeriod: 2s");
        expect((await nodesOf(lab, 1)).every(({ ready }) => ready)).toBe(true);
        expect((await workspace.plan()).actions).toEqual({});
      },
      CHANGE_MS,
    );

    test(
      "what others changed in the cluster's own documents is seen and put back",
      async () => {
        await lab.ssh(
          2,
          `${KUBECTL} get configmap kube-proxy -n kube-system -o json | sed s/minSyncPeriod:.2s/minSyncPeriod:\\ 3s/ | ${KUBECTL} apply -f -`,
        );
        const { plan, failure } = await change({});
        expect(failure).toBe("");
        expect(plan.actions).toEqual({ [CLUSTER]: ["update"] });
        expect(
          await lab.ssh(1, `${KUBECTL} get configmap kube-proxy -n kube-system -o yaml`),
        ).toContain("minSyncPeriod: 2s");
        expect((await workspace.plan()).actions).toEqual({});
      },
      CHANGE_MS,
    );

    test(
      "certificates are renewed on every control plane before they expire",
      async () => {
        const end = "openssl x509 -noout -enddate -in /etc/kubernetes/pki/apiserver.crt";
        const before = await onEach(end);
        const { failure } = await change({ certificate_renewal: { before: dueWithin } });
        expect(failure).toBe("");
        const after = await onEach(end);
        after.forEach((one, index) => expect(one).not.toBe(before[index]));
        expect((await nodesOf(lab, 1)).every(({ ready }) => ready)).toBe(true);
        expect((await change({ certificate_renewal: null })).failure).toBe("");
      },
      CHANGE_MS,
    );

    test(
      "another password of the registry reaches registry and runtimes, and no state",
      async () => {
        const registry = { username: "puller", password: SENTINEL, password_version: 1 };
        const withPassword = ([name, host]: readonly [string, StackHost]) => {
          const address = lab.inventory.hosts[0]!.address;
          const own = name === "cp-1" ? registry : { ...registry, address };
          return [name, { ...host, host: { registry: own } }] as const;
        };
        const hosts = Object.fromEntries(Object.entries(stack.hosts).map(withPassword));
        const { failure } = await change({}, hosts);
        expect(failure).toBe("");
        const asked = "curl -s -o /dev/null -w %{http_code} -u";
        const url = "http://sealos.hub:5000/v2/";
        expect(await lab.ssh(1, `${asked} puller:${SENTINEL} ${url}`)).toBe("200");
        expect(await lab.ssh(1, `${asked} admin:passw0rd ${url}`)).toBe("401");
        for (const found of await onEach(`grep -rl ${SENTINEL} /etc/containerd`)) {
          expect(found).not.toBe("");
        }
        expect(await lab.ssh(1, "cat /var/lib/sealos/journal.json")).not.toContain(SENTINEL);
        expect((await workspace.plan()).actions).toEqual({});
      },
      CHANGE_MS,
    );

    test("what cannot change in place stops at the plan", async () => {
      const cluster = { ...stack.cluster, pod_subnet: "10.99.0.0/16" };
      const failed = await workspace.apply(clusterConfiguration({ ...stack, cluster }));
      expect(errorsOf(failed)).toContain("Pod Subnet Of Cluster default Cannot Change In Place");
    });
  });
}
