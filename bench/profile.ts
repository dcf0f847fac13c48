// npm run profile [-- NAME]: where the processor time of the hottest paths goes, one or all of them. Runs each under V8's profiler
// and draws bench/profiles/NAME.svg.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLab } from "../lab/open-lab";
import { ProviderProcess } from "../test/support/protocol-client/provider-process";
import { providerProgram } from "../test/support/terraform-provider-mirror";
import { addUp, readProfiles } from "./profile/cpu-profile";
import { flameGraphOf } from "./profile/flame-graph";
import { random, SAMPLE, writeSampleTree } from "./send/sample-tree";
import { buildSender } from "./send/send-once";
import { openRivals } from "./thousands/rivals";

const STARTS = 20;
const HOSTS = 1_000;

/** A path that runs again and again, and what is done to see it. */
const PATHS: Readonly<Record<string, { readonly title: string; run(folder: string): unknown }>> = {
  start: { title: `${STARTS} starts of the provider until the handshake`, run: startProviders },
  plan: { title: `plan of ${HOSTS} hosts that need no change: the provider`, run: planHosts },
  send: { title: "500 MB in 1,200 files to one host: the process that sends", run: sendTree },
};

async function main([name]: readonly string[]): Promise<void> {
  if (name !== undefined && !Object.hasOwn(PATHS, name)) {
    console.error(
      `usage: npm run profile [-- NAME]; NAME is one of ${Object.keys(PATHS).join(", ")}`,
    );
    process.exitCode = 2;
    return;
  }
  for (const path of name === undefined ? Object.keys(PATHS) : [name]) await profile(path);
}

async function profile(name: string): Promise<void> {
  const hot = PATHS[name]!;
  const folder = mkdtempSync(join(tmpdir(), "profile-"));
  const path = process.env["PATH"];
  try {
    const profiles = join(folder, "profiles");
    process.env["PATH"] = `${profilingNode(folder, profiles)}:${path}`;
    await hot.run(folder);
    const all = addUp(readProfiles(profiles));
    mkdirSync(join(__dirname, "profiles"), { recursive: true });
    writeFileSync(join(__dirname, `profiles/${name}.svg`), flameGraphOf(hot.title, all));
    console.log(`${name}: ${(all.milliseconds / 1000).toFixed(2)} s of processor time`);
  } finally {
    process.env["PATH"] = path;
    rmSync(folder, { recursive: true });
  }
}

/** A folder for PATH in which `node` is this one, and leaves a profile of each process in `profiles`. */
function profilingNode(folder: string, profiles: string): string {
  const programs = join(folder, "bin");
  mkdirSync(programs);
  mkdirSync(profiles);
  const options = `--cpu-prof --cpu-prof-interval=500 --cpu-prof-dir='${profiles}'`;
  const script = `#!/bin/sh\nexec '${process.execPath}' ${options} "$@"\n`;
  writeFileSync(join(programs, "node"), script, { mode: 0o755 });
  return programs;
}

async function startProviders(): Promise<void> {
  for (let start = 0; start < STARTS; start += 1) {
    const provider = new ProviderProcess(providerProgram());
    await provider.firstLine();
    provider.kill("SIGTERM");
    await provider.ended;
  }
}

async function planHosts(): Promise<void> {
  const rivals = await openRivals(HOSTS);
  try {
    await rivals.ours("plan");
  } finally {
    await rivals.dispose();
  }
}

async function sendTree(folder: string): Promise<void> {
  const lab = await openLab({ hosts: 1 });
  try {
    const root = join(folder, "tree");
    writeSampleTree(root, { ...SAMPLE, fill: random });
    const { address, keyPath } = lab.inventory.hosts[0]!;
    const target = "/var/lib/bench/tree";
    buildSender(folder)({ root, address, port: 22, keyPath, target, usesOpenSsh: false });
  } finally {
    await lab.down();
  }
}

void main(process.argv.slice(2));
