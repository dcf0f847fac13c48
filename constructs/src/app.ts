import { Lazy } from "cdktf";
import { Construct } from "constructs";
import { Cluster } from "./cluster";
import * as sealos from "./generated";
import { ImageType, type ImageMount } from "./image-mount";
import { mistake } from "./private/errors";
import { requireLiteral } from "./private/literal";
import { readyPostcondition } from "./private/postcondition";

export interface AppProps {
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
   * Constructs to wait for: other applications, for example.
   * @default the nodes of the cluster
   */
  readonly after?: App[];
}

/** An application image, installed once the cluster's nodes are there. */
export class App extends Construct {
  /** The resource underneath. */
  readonly resource: sealos.app.App;

  constructor(scope: Construct, id: string, props: AppProps) {
    super(scope, id);
    const cluster = props.cluster ?? Cluster.of(this);
    if (cluster === undefined) {
      throw mistake(this, "cluster", undefined, "an application is installed on a cluster", "Give `cluster`, or make the App below one");
    }
    if (props.image.type !== undefined && props.image.type !== ImageType.APPLICATION) {
      throw mistake(this, "image", props.image.type, "an App takes an application image", "Rootfs and patch images go into the Cluster");
    }
    const name = props.appName ?? id;
    requireLiteral(this, "appName", name);
    this.resource = new sealos.app.App(this, "Resource", {
      clusterId: cluster.clusterId,
      controlPlane: cluster.controlPlaneIds,
      registryHost: Lazy.stringValue({ produce: () => cluster.registryHost?.resource.id }),
      name,
      image: props.image.mount,
      env: props.env,
      command: props.command,
      args: props.args,
      uninstallCommand: props.uninstallCommand,
      triggers: props.triggers,
      lifecycle: readyPostcondition(),
    });
    const before = () => [
      ...cluster.hosts.map(({ nodeResource }) => nodeResource.fqn),
      ...(props.after ?? []).map(({ resource }) => resource.fqn),
    ];
    this.resource.addOverride("depends_on", Lazy.listValue({ produce: before }));
  }

  /** Waits for another construct's resources before the application is installed. */
  get appId(): string {
    return this.resource.id;
  }
}
