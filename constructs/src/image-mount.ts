import { Construct } from "constructs";
import * as sealos from "./generated";
import { brand } from "./private/brand";

/** A change to one file of the image before it is sent to hosts. */
export interface ImageConfig {
  /** File to change, below the root of the image. */
  readonly path: string;
  /** How `data` meets the file. */
  readonly strategy: ConfigStrategy;
  /** What to merge or write. It reaches the hosts in clear text. */
  readonly data: string;
  /**
   * Full image reference that the change is for.
   * @default every image
   */
  readonly match?: string;
}

/** How a change meets the file that it is for. */
export enum ConfigStrategy {
  /** Deep merge of YAML or JSON maps. */
  MERGE = "merge",
  /** The data replaces the file. */
  OVERRIDE = "override",
  /** The data goes before the content. */
  INSERT = "insert",
  /** The data goes after the content. */
  APPEND = "append",
}

/** What a cluster image is for. */
export enum ImageType {
  /** Kubernetes itself. */
  ROOTFS = "rootfs",
  /** Files over a rootfs. */
  PATCH = "patch",
  /** Something to install on a cluster. */
  APPLICATION = "application",
}

export interface ImageMountProps {
  /** A name with tag or digest, or `oci:`, `oci-archive:`, `docker-archive:`, `containers-storage:` with a path or name. */
  readonly image: string;
  /**
   * Platform to take, `os/arch`.
   * @default "linux/amd64"
   */
  readonly platform?: string;
  /**
   * Ask for a tag again although it is there.
   * @default false
   */
  readonly alwaysPull?: boolean;
  /**
   * Environment for templates, scripts and commands; stronger than the image's.
   * @default none
   */
  readonly env?: Record<string, string>;
  /**
   * Changes to files of the image, in order.
   * @default none
   */
  readonly configs?: ImageConfig[];
  /**
   * Type that the image must have; where it is given, a wrong use is an error at synth.
   * @default any
   */
  readonly type?: ImageType;
}

const BRAND = brand<ImageMount>("image-mount");

/** A cluster image, resolved to a digest, pulled and ready to be sent. */
export class ImageMount extends Construct {
  /** Tells an image mount, also one of another copy of this package. */
  static isImageMount(value: unknown): value is ImageMount {
    return BRAND.is(value);
  }

  /** The resource underneath. */
  readonly resource: sealos.imageMount.ImageMount;
  /** Type that was declared for the image. */
  readonly type: ImageType | undefined;

  constructor(scope: Construct, id: string, props: ImageMountProps) {
    super(scope, id);
    BRAND.mark(this);
    this.type = props.type;
    this.resource = new sealos.imageMount.ImageMount(this, "Resource", {
      image: props.image,
      platform: props.platform,
      pullPolicy: props.alwaysPull === true ? "always" : undefined,
      env: props.env,
      configs: props.configs,
      expectedType: props.type,
    });
  }

  /** What other constructs take: the mount as one line of JSON. */
  get mount(): string {
    return this.resource.mount;
  }

  /** `sha256:…` of the image. */
  get digest(): string {
    return this.resource.digest;
  }

  /** Kubernetes version of a rootfs image. */
  get kubernetesVersion(): string {
    return this.resource.kubernetesVersion;
  }
}
