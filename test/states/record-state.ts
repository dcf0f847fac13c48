// Records the state that this version leaves, for all versions to come: npx tsx test/states/record-state.ts
// Makes a cluster of stand-ins on lab hosts and keeps its configuration and state in test/states/VERSION, with names of documentation in
// place of this machine's paths; addresses and images stay, because finished steps are known by digests of them. Part of each release (docs/releases.md): a state that users have is never recorded again.
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { labImages, openLab } from "../../lab/open-lab";
import { PRODUCT_VERSION } from "../../provider/src/domain/product";
import { edits, type EditImages } from "../plans/edits";
import { namesOf, renamer } from "../plans/sanitise";
import { clusterConfiguration } from "../support/cluster-stack";
import { errorsOf, openWorkspace, type TerraformRun } from "../support/terraform-workspace";

async function main(): Promise<void> {
  const paths = await labImages("standin");
  const [kubernetes, app] = [paths["standin-v1.20.2"]!, paths["app-1.0"]!].map(underShortName);
  const images: EditImages = { old: kubernetes!, new: kubernetes!, app: app! };
  const lab = await openLab({ hosts: 6 });
  const workspace = openWorkspace();
  const rename = renamer(
    namesOf(images, lab, workspace.folder).filter(([name]) => !name.startsWith("oci:")),
  );
  try {
    const configuration = clusterConfiguration({ workspace, lab, ...edits.base(images) });
    succeeded(await workspace.apply(configuration));
    succeeded(await workspace.run("apply", "-refresh-only", "-auto-approve", "-input=false"));
    const target = join(__dirname, PRODUCT_VERSION);
    mkdirSync(target, { recursive: true });
    const state = renamePrivate(workspace.stateText(), rename);
    writeFileSync(join(target, "terraform.tfstate"), rename(state));
    writeFileSync(join(target, "main.tf.json"), rename(JSON.stringify(configuration, null, 1)));
  } finally {
    workspace.remove();
    await lab.down();
  }
}

/** The same image at a path that says nothing of this machine. */
function underShortName(image: string): string {
  const path = join("/tmp/cluster-images", basename(image));
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  symlinkSync(image.replace(/^oci:/, ""), path);
  return `oci:${path}`;
}

function succeeded(run: TerraformRun): void {
  if (run.code !== 0) throw new Error(errorsOf(run));
}

/** What the provider keeps for itself is in the state, too, encoded. */
function renamePrivate(state: string, rename: (text: string) => string): string {
  return state.replaceAll(/"private": "([^"]+)"/g, (_whole, encoded: string) => {
    const text = rename(Buffer.from(encoded, "base64").toString("utf8"));
    return `"private": "${Buffer.from(text).toString("base64")}"`;
  });
}

void main();
