import { App, type Cluster, type ImageMount } from "../../../constructs/src";

export function installNetwork(cluster: Cluster, network: ImageMount): App {
  return new App(cluster, "network", { image: network, env: { REPLICAS: "2" } });
}
