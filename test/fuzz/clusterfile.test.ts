import fc from "fast-check";
import { formatClusterfile, parseClusterfile } from "../../provider/src/domain/clusterfile";
import { damaged, fuzz, textOf } from "../support/fuzz";

const GOOD = [
  `apiVersion: apps.sealos.io/v1beta1
kind: Cluster
metadata: {name: default}
spec:
  hosts:
    - ips: ["192.0.2.1:22", "[2001:db8::1]:22"]
      roles: [master, amd64]
      env: [A=b]
  image: [labring/kubernetes:v1.31.0, labring/helm:v3]
  ssh: {user: root, port: 22, pk: /root/.ssh/id_rsa}
status: {phase: ClusterSuccess, mounts: [{name: default-x, type: rootfs, env: {A: b}}]}
---
apiVersion: apps.sealos.io/v1beta1
kind: Config
metadata: {name: a}
spec: {path: etc/x.yaml, strategy: merge, match: labring/helm:v3, data: "a: b"}
---
apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
networking: {podSubnet: 10.0.0.0/8}
`,
];
const SIGNS = [
  ...Array.from("-:#&*!|>'\"%@`,?{}[]\n\t "),
  ..."--- ... << &a *a !!binary !!set !!js ~ null true 0x1 1e999 .nan {{ }} __proto__ constructor: kind: Cluster spec:".split(
    " ",
  ),
  "\n  ",
  "\n- ",
];

fuzz(
  "a Clusterfile is refused with reasons, or is written and read back alike",
  fc.property(fc.oneof({ weight: 3, arbitrary: damaged(GOOD, SIGNS) }, textOf(SIGNS)), (text) => {
    const { value, issues } = parseClusterfile(text);
    if (value === undefined) {
      expect(issues.length).toBeGreaterThan(0);
      return;
    }
    const written = formatClusterfile(value);
    const again = parseClusterfile(written);
    expect(again).toEqual({ value: again.value, issues: [] });
    expect(formatClusterfile(again.value!)).toBe(written);
  }),
);
