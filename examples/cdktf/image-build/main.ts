// A cluster image of your own: built of ./app, with the container images that it names, and installed.
import { join } from "node:path";
import { App as CdktfApp, TerraformStack } from "cdktf";
// In a project of your own: from "cdktf-sealos"
import {
  App,
  Cluster,
  Host,
  HostRole,
  ImageBuild,
  ImageMount,
  SealosProvider,
} from "../../../constructs/src";

const app = new CdktfApp();
const stack = new TerraformStack(app, "image-build");
new SealosProvider(stack, "sealos", { ssh: { user: "ops" } });

const cluster = new Cluster(stack, "prod", {
  image: new ImageMount(stack, "kubernetes", { image: "labring/kubernetes:v1.31.0" }),
});
new Host(cluster, "cp-1", { address: "192.0.2.11", role: HostRole.CONTROL_PLANE });
new Host(cluster, "worker-1", { address: "192.0.2.21", role: HostRole.WORKER });

// Another content of ./app is another image: the plan shows a new build, a new mount and the application running again.
const build = new ImageBuild(stack, "site-image", {
  context: join(__dirname, "app"),
  archive: "/srv/images/site.tar",
  imageName: "house/site:1.0",
});
const site = new ImageMount(stack, "site", { image: build.reference });
new App(cluster, "site", { image: site, env: { greeting: "hello" } });

app.synth();
