import type { ImageConfig } from "../../../provider/src/domain/image-mount";
import type { Fields } from "../../../provider/src/domain/kubeadm/fields";

/** A cluster image of the stack. */
export interface StackImage {
  readonly image: string;
  /** `os/arch`, where it is not the default. */
  readonly platform?: string;
  readonly configs: readonly ImageConfig[];
}

/** Secrets of a login. Their values are in no stack: it has sensitive variables. */
export type LoginSecret = "password" | "privateKey" | "passphrase";

/** How the stack logs in to machines. */
export interface StackLogin {
  /** Members of the construct library's `SshProfile` that are no secrets; `hostKeyPolicy` by its value. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  readonly secrets: readonly LoginSecret[];
  /** Likewise of the machine to go through. */
  readonly bastion?: StackLogin;
}

/** A machine of the stack. */
export interface StackMachine {
  /** Name of the node. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
  /** Entry of {@link StackFacts.profiles}, where it is not the login of all. */
  readonly profile?: string;
  readonly hostKey?: string;
  readonly isControlPlane: boolean;
  /** Whether it was said to serve the cluster's images. */
  readonly isRegistry: boolean;
  readonly tags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Arguments of `sealos_node`: `labels` and `taints`. */
  readonly node: Fields;
}

/** An application of the stack. */
export interface StackApp {
  readonly name: string;
  readonly image: StackImage;
  /** Arguments of `sealos_app`. */
  readonly arguments: Fields;
}

/** What a stack is written from. */
export interface StackFacts {
  /** Where the facts are from, a sentence for the head of the stack. */
  readonly source: string;
  /** Who made the cluster: its objects remember their configuration, show it in files of sealos, or do neither. */
  readonly madeBy: "provider" | "sealos" | "kubeadm";
  readonly cluster: string;
  readonly rootfs: StackImage;
  /** Whether nothing told the rootfs image. */
  readonly isRootfsGuessed: boolean;
  readonly patches: readonly StackImage[];
  readonly apps: readonly StackApp[];
  /** Arguments of `sealos_cluster`. */
  readonly arguments: Fields;
  /** Arguments that the cluster's import id must give, because an import would find others. */
  readonly idArguments: Fields;
  readonly env: Readonly<Record<string, string>>;
  readonly login: StackLogin;
  readonly profiles: Readonly<Record<string, StackLogin>>;
  /** Control planes first. */
  readonly machines: readonly StackMachine[];
  /** Name of the control plane through which the cluster is imported. */
  readonly entry: string;
  /** Whether machines say by themselves who serves the cluster's images. */
  readonly showsRegistry: boolean;
  /** What a person has to know or to do, a sentence each. */
  readonly notes: readonly string[];
}
