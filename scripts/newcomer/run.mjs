#!/usr/bin/env node
// A new user's first hour, in a minute: npm run test:newcomer
// Packs a release of this checkout, makes a clean Debian with only Node, npm, Terraform and buildah, without a checkout and without a way
// out, and does there what session.sh says: from the packages to a running quick start on three lab hosts (whose Kubernetes is the named
// stand-in), and back. Prints each step and how long it took; fails where a step fails.
import { startLabHosts, stopLabHosts } from "../demo/hosts.mjs";
import { ensureNpmPackages, requireLab } from "../machine.mjs";
import { gatherArtefacts } from "./artefacts.mjs";
import { openCleanMachine } from "./clean-machine.mjs";

requireLab();
ensureNpmPackages();

const hosts = startLabHosts({ fresh: true });
const machine = openCleanMachine();
try {
  gatherArtefacts(machine.inside("artefacts"), hosts);
  process.exitCode = await machine.run(new URL("session.sh", import.meta.url));
} finally {
  machine.remove();
  stopLabHosts();
}
