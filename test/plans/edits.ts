import type { ClusterStack, StackHost } from "../support/cluster-stack";
import type { Configuration } from "../support/terraform-workspace";

/** Cluster images, as `oci:…`. */
export interface EditImages {
  readonly old: string;
  readonly new: string;
  readonly app: string;
}

type Change = Partial<ClusterStack>;

/** One edit of the cluster. */
export interface Edit {
  change(base: ClusterStack, images: EditImages): Change;
  /** Changes what the stack alone cannot say. */
  finish?(configuration: Configuration): Configuration;
}

const version = { kubernetes_version: "${sealos_cluster.main.kubernetes_version}" };
const host = { cluster_name: "prod" };
const controlPlane = (lab: number): StackHost => ({
  lab,
  role: "control-plane",
  host,
  node: version,
});
const worker = (
  lab: number,
  labels: Readonly<Record<string, string>> = { pool: "general" },
): StackHost => ({
  lab,
  role: "worker",
  host,
  node: { ...version, labels },
});

/** Three control planes, two workers and an application; and ten edits of that. */
export const edits = {
  base: (images: EditImages): Omit<ClusterStack, "workspace" | "lab"> => ({
    rootfs: images.old,
    hosts: {
      "cp-1": controlPlane(1),
      "cp-2": controlPlane(2),
      "cp-3": controlPlane(3),
      "worker-1": worker(4),
      "worker-2": worker(5),
    },
    cluster: { name: "prod" },
    apps: { hello: { mount: { image: images.app } } },
    provider: { deletion_protection: true },
  }),

  changes: {
    "add-worker": {
      change: ({ hosts }) => ({ hosts: { ...hosts, "worker-3": worker(6) } }),
    },
    "remove-worker": {
      change: ({ hosts: { "worker-2": _gone, ...hosts } }) => ({ hosts }),
    },
    relabel: {
      change: ({ hosts }) => ({
        hosts: { ...hosts, "worker-1": worker(4, { pool: "gpu", zone: "north" }) },
      }),
    },
    "add-control-plane": {
      change: ({ hosts }) => ({ hosts: { ...hosts, "cp-4": controlPlane(6) } }),
    },
    "remove-first-control-plane": {
      change: ({ hosts: { "cp-1": _gone, ...hosts } }) => ({ hosts, registry: "cp-2" }),
    },
    upgrade: {
      change: (_base, images) => ({
        rootfs: images.new,
        cluster: { name: "prod", upgrade: { max_unavailable: 2 } },
      }),
    },
    "new-config": {
      change: () => ({
        mount: {
          configs: [
            {
              path: "etc/kubeadm.yml",
              strategy: "merge",
              data: "networking: {dnsDomain: lab.example}",
            },
          ],
        },
      }),
    },
    "app-environment": {
      change: ({ apps }) => ({
        apps: { hello: { ...apps!["hello"]!, app: { env: { greeting: "good morning" } } } },
      }),
    },
    "unknown-address": {
      change: ({ hosts }) => ({
        hosts: {
          ...hosts,
          "worker-3": {
            ...worker(6),
            host: { ...host, address: "${terraform_data.machine.output}" },
          },
        },
      }),
      finish: (configuration) => ({
        ...configuration,
        resource: {
          ...(configuration["resource"] as object),
          terraform_data: { machine: { input: "192.0.2.16" } },
        },
      }),
    },
    "replace-cluster": {
      change: () => ({
        cluster: { name: "prod", service_subnet: "10.112.0.0/22" },
        provider: { deletion_protection: false },
      }),
    },
  } satisfies Record<string, Edit> as Readonly<Record<string, Edit>>,
};
