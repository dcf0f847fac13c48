import { stringify } from "yaml";

/** Where the kubelet of a worker finds the static pod; sealos uses the same path. */
export const LVSCARE_MANIFEST_PATH = "/etc/kubernetes/manifests/kube-sealos-lvscare.yaml";

/** The image where the label `image` of the rootfs names none. */
export const DEFAULT_LVSCARE_IMAGE = "sealos.hub:5000/sealos/lvscare:latest";

export interface LvscareOptions {
  readonly image: string;
  readonly vip: string;
  readonly port: number;
  /** Addresses of the control planes. */
  readonly controlPlanes: readonly string[];
  /** Address of the worker that it runs on. */
  readonly nodeAddress: string;
}

/**
 * The manifest of the static pod that spreads a worker's calls of the API over all control planes. Equal
 * options give equal text, whatever the order of the control planes.
 */
export function lvscareManifest(options: LvscareOptions): string {
  return stringify(
    {
      apiVersion: "v1",
      kind: "Pod",
      metadata: {
        name: "kube-sealos-lvscare",
        namespace: "kube-system",
        labels: { app: "kube-sealos-lvscare" },
      },
      spec: {
        hostNetwork: true,
        priorityClassName: "system-node-critical",
        containers: [container(options)],
        volumes: [
          {
            name: "lib-modules",
            hostPath: { path: "/lib/modules", type: "DirectoryOrCreate" },
          },
        ],
      },
    },
    { version: "1.1", lineWidth: 0 },
  );
}

function container(options: LvscareOptions): object {
  return {
    name: "kube-sealos-lvscare",
    image: options.image,
    imagePullPolicy: "IfNotPresent",
    command: ["/usr/bin/lvscare"],
    args: careArguments(options),
    env: [{ name: "LVSCARE_NODE_IP", value: options.nodeAddress }],
    securityContext: { privileged: true },
    volumeMounts: [{ name: "lib-modules", mountPath: "/lib/modules", readOnly: true }],
  };
}

function careArguments({ vip, port, controlPlanes }: LvscareOptions): readonly string[] {
  const servers = [...new Set(controlPlanes)].sort();
  return [
    "care",
    "--vs",
    withPort(vip, port),
    "--health-path",
    "/healthz",
    "--health-schem",
    "https",
    ...servers.flatMap((address) => ["--rs", withPort(address, port)]),
  ];
}

function withPort(address: string, port: number): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
