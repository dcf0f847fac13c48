import { existsSync } from "node:fs";
import { join } from "node:path";

const LAB = process.env["LAB_DIR"] ?? "/var/tmp/kubelab";

type LabBinary = "kubeadm" | "kubectl" | "kube-apiserver" | "kube-proxy" | "etcd";

/** A binary of the real Kubernetes 1.20.2 that the lab builds; fails with the command that builds it. */
export function labBinary(name: LabBinary): string {
  const path =
    name === "etcd" ? join(LAB, "payload/usr/bin/etcd") : join(LAB, "kubernetes/v1.20.2", name);
  if (!existsSync(path)) throw new Error(`${path} is missing: build it with lab/images.sh real`);
  return path;
}
