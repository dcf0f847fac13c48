import { resolve } from "node:path";
import { Token } from "cdktf";
import { Construct } from "constructs";
import * as sealos from "./generated";
import type { MetaArguments } from "./meta-arguments";
import { brand } from "./private/brand";
import { mistake } from "./private/errors";
import { given } from "./private/given";
import { requireStaticKeys } from "./private/literal";

/** Where a context names container images that a cluster image brings along. */
export enum ImageOrigin {
  /** The files of `images/shim/`, one image a line. */
  LISTS = "lists",
  /** What stands behind `image:` in `manifests/`. */
  MANIFESTS = "manifests",
  /** The same in `charts/`, rendered by helm on the machine that runs Terraform. */
  CHARTS = "charts",
  /** The archives of the context that `images/skopeo/tar.txt` names. */
  ARCHIVES = "archives",
}

/** What an image build is made of. Exactly one of `archive` and `push` is given. */
export interface ImageBuildProps extends MetaArguments {
  /** Directory with a Kubefile; a relative path is taken from where the app is synthesised. */
  readonly context: string;
  /**
   * The file that says how to build, below the context.
   * @default the first of Sealfile, Kubefile, Dockerfile, Containerfile that is there
   */
  readonly kubefile?: string;
  /**
   * Platforms to build for, `os/arch`; with several, the image is a manifest list.
   * @default the platform of the machine that builds
   */
  readonly platforms?: string[];
  /**
   * Values for the `ARG`s of the Kubefile. They stay readable in the image's history: no secrets here.
   * @default none
   */
  readonly buildArgs?: Record<string, string>;
  /**
   * Labels over those of the Kubefile.
   * @default none
   */
  readonly labels?: Record<string, string>;
  /**
   * Where to look for container images that go into the image's registry.
   * @default everywhere
   */
  readonly collectImages?: ImageOrigin[];
  /**
   * Absolute path of the OCI archive to write, on the machine that builds.
   * @default none
   */
  readonly archive?: string;
  /**
   * What the image is called in the archive; digits that stand for the content are added to the tag.
   * @default a name made of the content
   */
  readonly imageName?: string;
  /**
   * Registry reference with tag to push to. The tag stays when the construct goes.
   * @default none
   */
  readonly push?: string;
}

const BRAND = brand<ImageBuild>("image-build");

/** A cluster image built of a directory; `reference` is what an `ImageMount` takes. */
export class ImageBuild extends Construct {
  /** Tells an image build, also one of another copy of this package. */
  static isImageBuild(value: unknown): value is ImageBuild {
    return BRAND.is(value);
  }

  /** The resource underneath. */
  readonly resource: sealos.imageBuild.ImageBuild;

  constructor(scope: Construct, id: string, props: ImageBuildProps) {
    super(scope, id);
    BRAND.mark(this);
    const { context, imageName, ...passedOn } = props;
    requireStaticKeys(this, { buildArgs: props.buildArgs, labels: props.labels });
    this.requireOneOutput(props);
    this.resource = new sealos.imageBuild.ImageBuild(
      this,
      "Resource",
      given({
        ...passedOn,
        context: Token.isUnresolved(context) ? context : resolve(context),
        name: imageName,
      }),
    );
  }

  /** Reference of exactly what was built: another content has another one. */
  get reference(): string {
    return this.resource.reference;
  }

  /** `sha256:…` of the image's manifest. */
  get digest(): string {
    return this.resource.digest;
  }

  private requireOneOutput({ archive, push }: ImageBuildProps): void {
    if ((archive === undefined) !== (push === undefined)) return;
    throw mistake(
      this,
      "archive",
      archive === undefined ? "not given, nor is push" : "given, and so is push",
      "an image goes to exactly one of them",
      "Give a path to archive, or a registry reference to push",
    );
  }
}
