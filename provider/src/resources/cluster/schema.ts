import * as z from "zod/mini";
import { computed, defineSchema, nested, optional, required } from "../../../sdk";
import {
  durationType,
  hostIdType,
  mountType,
  progressAttributes,
  timeoutsAttribute,
} from "../attributes";
import { byNodeName, pathNameType } from "../names";

/** `sealos_cluster`: a Kubernetes cluster on prepared hosts. */
export const clusterSchema = defineSchema({
  version: 0,
  description:
    "A Kubernetes cluster: `kubeadm init` on the first control plane, or its first server of k3s where the image brings that, and what all nodes of the cluster share. Nodes join by `sealos_node`.",
  attributes: {
    name: optional(pathNameType, {
      description: "Name of the cluster.",
      default: "default",
      requiresReplace: true,
    }),
    control_plane: required(byNodeName(hostIdType), {
      description:
        "Control planes: node name → `id` of the `sealos_host`. The first by name is initialised; none is special afterwards.",
    }),
    rootfs: required(mountType("rootfs"), {
      description: "`mount` of the rootfs image.",
      sensitive: true,
    }),
    distribution: optional(z.enum(["kubernetes", "k3s"]), {
      description:
        "What the rootfs image brings: `kubernetes` or `k3s`, its label `sealos.io.distribution`. Plans are made before images are known, so it is said here and on the nodes. Default `kubernetes`.",
    }),
    endpoint: optional(
      nested({
        mode: optional(z.enum(["hosts", "lvscare", "external"]), {
          description:
            "How nodes find the API: `hosts` (entries in their hosts files), `lvscare` (IPVS on every worker; needs the ip_vs kernel module) or `external` (a load balancer at `vip`). Default: `lvscare` where all control planes have ip_vs, else `hosts`.",
        }),
        domain: optional(z.string(), {
          description: "Name of the API. Default `apiserver.cluster.local`.",
        }),
        vip: optional(z.string(), {
          description:
            "Virtual address. Default: the image's. With `external`: the balancer's address.",
        }),
        port: optional(z.int(), { description: "Port of the API. Default 6443." }),
      }),
      { description: "How nodes find the API." },
    ),
    pod_subnet: optional(z.string(), {
      description: "Subnet of pods. Default: the image's, else `100.64.0.0/10`.",
    }),
    service_subnet: optional(z.string(), {
      description: "Subnet of services. Default: the image's, else `10.96.0.0/22`.",
      requiresReplace: true,
    }),
    cert_sans: optional(z.array(z.string()), {
      description: "Further names and addresses in the API server's certificate.",
    }),
    kubeadm_config: optional(z.array(z.string()), {
      description: "kubeadm, kubelet and kube-proxy documents (YAML) over the image's.",
    }),
    k3s_config: optional(z.string(), {
      description:
        "Options of k3s (one YAML document, as in its configuration file) over the image's `etc/k3s.yml`; lists replace the image's. For an image that brings k3s. Decided when the cluster is made.",
    }),
    certificate_validity: optional(durationType, {
      description:
        "How long certificates that kubeadm signs from now on live, `8760h` for example. Needs Kubernetes 1.31; kubeadm before that signs for one year. Default: the image's, else 100 years where kubeadm can.",
    }),
    certificate_renewal: optional(
      nested({
        before: required(durationType, {
          description:
            "Renew when a certificate of a control plane expires within this time, `720h` for example. Shorter than certificates live.",
        }),
      }),
      {
        description:
          "When the control planes' certificates are renewed: by the first apply after the refresh that finds one near its end. Default: never; an upgrade renews them, too.",
      },
    ),
    upgrade: optional(
      nested({
        drain: optional(z.boolean(), {
          description:
            "Whether control planes are drained before they are upgraded. Default `true`. Workers follow their own `drain`.",
        }),
        drain_timeout: optional(durationType, {
          description: "Limit of such a drain. Default `5m`.",
        }),
        max_unavailable: optional(z.int().check(z.positive()), {
          description:
            "How many workers may be out of service at once while nodes are upgraded. Default 1.",
        }),
      }),
      {
        description:
          "How an image of another Kubernetes version is rolled out: control planes one by one, then workers.",
      },
    ),
    clusterfile: optional(z.string(), {
      description: "Further documents for the Clusterfile that is left on the control planes.",
    }),
    deletion_protection: optional(z.boolean(), {
      description:
        "Refuse to destroy or replace the cluster. Default: the provider's `deletion_protection`.",
    }),
    kubeconfig_file: optional(z.string(), {
      description:
        "File on the machine that runs Terraform to write the admin kubeconfig to, mode 0600. Default: none is written.",
    }),
    timeouts: timeoutsAttribute({ create: "30m", update: "60m", delete: "15m" }),
    id: computed(z.string(), { description: "UID of the namespace kube-system.", keep: true }),
    kubernetes_version: computed(z.string(), {
      description: "Version that the cluster runs.",
      keep: true,
    }),
    endpoint_mode: computed(z.string(), { description: "The endpoint mode in use.", keep: true }),
    api_server: computed(z.string(), {
      description: "URL of the API as nodes use it.",
      keep: true,
    }),
    ca_certificate: computed(z.string(), {
      description: "Certificate of the cluster's authority, PEM.",
      keep: true,
    }),
    certificates_expire_at: computed(z.string(), {
      description:
        "When the first certificate of the control planes expires, ISO 8601. Kubelets rotate theirs by themselves.",
      keep: true,
    }),
    kubelet_config_digest: computed(z.string(), {
      description:
        "Changes with the kubelet configuration of `kubeadm_config`. Nodes that are given it follow such a change.",
      keep: true,
    }),
    phase: computed(z.string(), {
      description:
        "sealos' word for the state: `ClusterSuccess`, `ClusterInProcess` or `ClusterFailed`.",
    }),
    ...progressAttributes,
  },
});
