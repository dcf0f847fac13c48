import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { labImages, labPossible, openLab, type Lab } from "../../../lab/open-lab";
import { createRedactor } from "../../../provider/src/lib/redact";
import { createLocalRunner } from "../../../provider/src/transports/local/local-runner";
import { clusterConfiguration } from "../../support/cluster-stack";
import {
  startDistributionRegistry,
  type DistributionRegistry,
} from "../../support/images/distribution-registry";
import { writeOciLayout, type WrittenLayout } from "../../support/images/oci-layout";
import { KUBECTL } from "../../support/lab-cluster";
import {
  errorsOf,
  openWorkspace,
  type TerraformWorkspace,
} from "../../support/terraform-workspace";

const describeLab = labPossible() ? describe : describe.skip;
const REGISTRY = "/var/lib/sealos/data/default/rootfs/registry/docker/registry/v2/repositories";

describeLab("an application whose image the same stack builds", () => {
  let lab: Lab;
  let workspace: TerraformWorkspace;
  let folder: string;
  let registry: DistributionRegistry;
  let web: WrittenLayout;

  const write = (path: string, content: string): void => {
    mkdirSync(join(folder, "site", path, ".."), { recursive: true });
    writeFileSync(join(folder, "site", path), content);
  };
  const writeManifest = (greeting: string): void =>
    write(
      "manifests/site.yaml",
      JSON.stringify({
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "site" },
        data: { greeting },
      }),
    );
  const greeting = () => lab.ssh(1, `${KUBECTL} get configmap site -o jsonpath='{.data.greeting}'`);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "image-build-"));
    const runner = createLocalRunner({ redactor: createRedactor(), env: process.env });
    registry = await startDistributionRegistry(runner, join(folder, "registry"));
    web = await writeOciLayout(join(folder, "web"), { files: { web: "1" } });
    await registry.put("lab/web:1", web);
    write(
      "Kubefile",
      'FROM scratch\nLABEL sealos.io.type="application"\nCOPY . .\nCMD ["kubectl apply -f manifests"]\n',
    );
    write("images/shim/list", `${registry.address}/lab/web:1\n`);
    writeManifest("hello");

    const images = await labImages("standin");
    lab = await openLab({ hosts: 1, index: 0 });
    workspace = openWorkspace({ HOME: registry.home });
    const configuration = clusterConfiguration({
      workspace,
      lab,
      rootfs: images["standin-v1.20.2"]!,
      hosts: { "cp-1": { lab: 1, role: "control-plane" } },
      apps: { site: { mount: { image: "${sealos_image_build.site.reference}" } } },
    });
    const build = { context: join(folder, "site"), archive: join(folder, "site.tar") };
    workspace.write({
      ...configuration,
      resource: { ...(configuration["resource"] as object), sealos_image_build: { site: build } },
    });
  }, 300_000);
  afterAll(async () => {
    await lab.down();
    await registry.close();
    workspace.remove();
    rmSync(folder, { recursive: true });
  });

  test("installs, and its container images are in the cluster's registry as they were", async () => {
    expect(errorsOf(await workspace.apply())).toBe("");
    expect(await greeting()).toBe("hello");
    const link = `${REGISTRY}/lab/web/_manifests/tags/1/current/link`;
    expect(await lab.ssh(1, `cat ${link}`)).toBe(web.manifestDigest);
  }, 300_000);

  test("plans nothing while the directory stays as it is", async () => {
    expect((await workspace.plan()).actions).toEqual({});
  });

  test("is built, mounted and installed anew by one apply when the directory changes", async () => {
    writeManifest("moin");
    const planned = await workspace.plan();
    expect(planned.actions).toEqual({
      "sealos_image_build.site": ["update"],
      "sealos_image_mount.site": ["update"],
      "sealos_app.site": ["update"],
    });
    expect(errorsOf(await workspace.applyPlan())).toBe("");
    expect(await greeting()).toBe("moin");
    expect((await workspace.plan()).actions).toEqual({});
  });
});
