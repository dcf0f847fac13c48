import { Construct } from "constructs";
import * as sealos from "./generated";
import type { MetaArguments } from "./meta-arguments";
import { brand } from "./private/brand";
import { mistake } from "./private/errors";
import { given } from "./private/given";
import { requireStaticKeys } from "./private/literal";

/** A change to one file of the image before it is sent to hosts. */
export interface ImageConfig {
  /** File to change, below the root of the image. */
  readonly path: string;
  /** How `data` meets the file. */
  readonly strategy: ConfigStrategy;
  /** What to merge or write. It reaches the hosts in clear text: no secrets here. */
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

/** What an image mount is made of. */
export interface ImageMountProps extends MetaArguments {
  /** A name with tag or digest, or `oci:`, `oci-archive:`, `docker-archive:`, `containers-storage:` with a path or name. */
  readonly image: string;
  /**
   * Platform to take, `os/arch`.
   * @default "linux/amd64"
   */
  readonly platform?: string;
  /**
   * Ask the registry for a tag again although it is there.
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
   * Type that the image must have.
   * @default what its first use asks for
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
  private expectedType: ImageType | undefined;
  private typeSource: string;

  constructor(scope: Construct, id: string, props: ImageMountProps) {
    super(scope, id);
    BRAND.mark(this);
    requireStaticKeys(this, { env: props.env });
    const { alwaysPull, type, ...passedOn } = props;
    this.expectedType = type;
    this.typeSource = "was declared";
    this.resource = new sealos.imageMount.ImageMount(
      this,
      "Resource",
      given({
        ...passedOn,
        pullPolicy: alwaysPull === true ? "always" : undefined,
        expectedType: type,
      }),
    );
  }

  /** Type that the image must have, as declared or as its first use asks for. */
  get type(): ImageType | undefined {
    return this.expectedType;
  }

  /** What resources of the provider take: the mount as one line of JSON. */
  get mount(): string {
    return this.resource.mount;
  }

  /** `sha256:…` of the image. */
  get digest(): string {
    return this.resource.digest;
  }

  /** Kubernetes version of a rootfs image, `v1.31.0`. */
  get kubernetesVersion(): string {
    return this.resource.kubernetesVersion;
  }

  /**
   * Called by constructs that use the image as one of this type. The provider then refuses another image at plan; two uses that
   * contradict each other are a mistake here.
   * @internal
   */
  _useAs(type: ImageType, user: Construct, field: string): void {
    if (this.expectedType === undefined) {
      this.expectedType = type;
      this.typeSource = `is used by ${user.node.path}`;
      this.resource.expectedType = type;
    }
    if (this.expectedType === type) return;
    throw mistake(
      user,
      field,
      this.node.path,
      `it takes an image of type ${type}, and that one ${this.typeSource} as ${this.expectedType}`,
      "A rootfs goes into Cluster.image, patches into Cluster.patches, applications into an App",
    );
  }
}
