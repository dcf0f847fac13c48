import { dependable, Lazy } from "cdktf";
import { Construct } from "constructs";
import { Cluster } from "./cluster";
import type { DriftCheck } from "./drift-check";
import * as sealos from "./generated";
import { ImageType, type ImageMount } from "./image-mount";
import type { MetaArguments, Timeouts } from "./meta-arguments";
import { brand } from "./private/brand";
import { mistake } from "./private/errors";
import { given } from "./private/given";
import { requireLiteral, requireStaticKeys } from "./private/literal";
import { withReadyPostcondition } from "./private/postcondition";

/** What an application is made of. */
export interface AppProps extends MetaArguments {
  /** The application image. */
  readonly image: ImageMount;
  /**
   * The cluster to install it on.
   * @default the cluster that the construct stands below
   */
  readonly cluster?: Cluster;
  /**
   * Name of the application, unique in the cluster.
   * @default the construct's id
   */
  readonly appName?: string;
  /**
   * Environment; stronger than the image's.
   * @default none
   */
  readonly env?: Record<string, string>;
  /**
   * Shell command lines to run in place of the image's.
   * @default the image's ENTRYPOINT and CMD
   */
  readonly command?: string[];
  /**
   * Further command lines, run after the command.
   * @default none
   */
  readonly args?: string[];
  /**
   * Shell command lines that take the application away.
   * @default its objects stay in the cluster
   */
  readonly uninstallCommand?: string[];
  /**
   * The command runs again when one of these values changes.
   * @default none
   */
  readonly triggers?: Record<string, string>;
  /**
   * Applications to install before this one.
   * @default none
   */
  readonly after?: App[];
  /**
   * Whether an application of this name that another owner installed is replaced.
   * @default false: such a name is an error that tells the owner
   */
  readonly takeOver?: boolean;
  /**
   * How much a refresh looks at on the application's home and in the registry.
   * @default the provider's
   */
  readonly driftCheck?: DriftCheck;
  /**
   * Time limits.
   * @default 20 minutes
   */
  readonly timeouts?: Timeouts;
}

const BRAND = brand<App>("app");

/** An application image, installed once all nodes of the cluster are there. */
export class App extends Construct {
  /** Tells an application, also one of another copy of this package. */
  static isApp(value: unknown): value is App {
    return BRAND.is(value);
  }

  /** The resource underneath. */
  readonly resource: sealos.app.App;

  constructor(scope: Construct, id: string, props: AppProps) {
    super(scope, id);
    BRAND.mark(this);
    const cluster = props.cluster ?? Cluster.of(this);
    if (cluster === undefined) {
      throw mistake(
        this,
        "cluster",
        "not given",
        "an application is installed on a cluster, and there is none above it",
        `Give \`cluster\`, or write new App(cluster, ${JSON.stringify(id)}, …)`,
      );
    }
    props.image._useAs(ImageType.APPLICATION, this, "image");
    requireLiteral(this, "appName", props.appName);
    requireStaticKeys(this, { env: props.env, triggers: props.triggers });
    this.resource = this.createResource(cluster, props);
    this.waitForNodes(cluster, props.after ?? []);
  }

  /** `<cluster id>/<application name>`; what refers to it comes after the installation. */
  get appId(): string {
    return this.resource.id;
  }

  /** Digest of the installed image. */
  get digest(): string {
    return this.resource.digest;
  }

  /** The last lines of the command's output. */
  get outputTail(): string {
    return this.resource.outputTail;
  }

  /** Id of the host that holds the application's files and runs its commands. */
  get homeId(): string {
    return this.resource.home;
  }

  private createResource(cluster: Cluster, props: AppProps): sealos.app.App {
    const { env, command, args, uninstallCommand, triggers, timeouts } = props;
    const { takeOver, driftCheck, dependsOn, provider } = props;
    return new sealos.app.App(
      this,
      "Resource",
      given({
        ...{ env, command, args, uninstallCommand, triggers, timeouts, dependsOn, provider },
        ...{ takeOver, driftCheck },
        clusterId: cluster.clusterId,
        controlPlane: cluster.controlPlaneIds,
        registryHost: Lazy.stringValue({ produce: () => cluster.registryHost?.hostId }),
        name: props.appName ?? this.node.id,
        image: props.image.mount,
        lifecycle: withReadyPostcondition(props.lifecycle),
      }),
    );
  }

  // At synth, so that hosts that are declared after the application count.
  private waitForNodes(cluster: Cluster, after: readonly App[]): void {
    const given = this.resource.dependsOn ?? [];
    const produce = () => [
      ...given,
      ...cluster.hosts.map(({ nodeResource }) => dependable(nodeResource)),
      ...after.map(({ resource }) => dependable(resource)),
    ];
    this.resource.dependsOn = Lazy.listValue({ produce });
  }
}
