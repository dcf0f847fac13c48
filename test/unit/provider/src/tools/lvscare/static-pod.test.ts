import { parse } from "yaml";
import { lvscareManifest } from "../../../../../../provider/src/tools/lvscare";

const options = {
  image: "registry.example/lab/lvscare:1.0",
  vip: "10.103.97.2",
  port: 6443,
  controlPlanes: ["192.0.2.2", "192.0.2.1"],
  nodeAddress: "192.0.2.9",
};

describe("the lvscare manifest", () => {
  it("is a static pod that cares for all control planes", () => {
    expect(lvscareManifest(options)).toMatchInlineSnapshot(`
     "apiVersion: v1
     kind: Pod
     metadata:
       name: kube-sealos-lvscare
       namespace: kube-system
       labels:
         app: kube-sealos-lvscare
     spec:
       hostNetwork: true
       priorityClassName: system-node-critical
       containers:
         - name: kube-sealos-lvscare
           image: registry.example/lab/lvscare:1.0
           imagePullPolicy: IfNotPresent
           command:
             - /usr/bin/lvscare
           args:
             - care
             - --vs
             - 10.103.97.2:6443
             - --health-path
             - /healthz
             - --health-schem
             - https
             - --rs
             - 192.0.2.1:6443
             - --rs
             - 192.0.2.2:6443
           env:
             - name: LVSCARE_NODE_IP
               value: 192.0.2.9
           securityContext:
             privileged: true
           volumeMounts:
             - name: lib-modules
               mountPath: /lib/modules
               readOnly: true
       volumes:
         - name: lib-modules
           hostPath:
             path: /lib/modules
             type: DirectoryOrCreate
     "
    `);
  });

  it("does not depend on the order of the control planes, or on one that comes twice", () => {
    const controlPlanes = ["192.0.2.1", "192.0.2.2", "192.0.2.1"];
    expect(lvscareManifest({ ...options, controlPlanes })).toBe(lvscareManifest(options));
  });

  it("brackets IPv6 addresses", () => {
    const manifest = lvscareManifest({ ...options, vip: "fd00::1", controlPlanes: ["fd00::2"] });
    expect(parse(manifest)).toMatchObject({
      spec: {
        containers: [
          { args: expect.arrayContaining(["[fd00::1]:6443", "[fd00::2]:6443"]) as unknown },
        ],
      },
    });
  });
});
