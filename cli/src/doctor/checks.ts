import type { Check } from "./check";
import { buildah } from "./checks/buildah";
import { engine } from "./checks/engine";
import { extraCertificates } from "./checks/extra-certificates";
import { imageStorage } from "./checks/image-storage";
import { knownHosts } from "./checks/known-hosts";
import { node } from "./checks/node";
import { providerMirror } from "./checks/provider-mirror";
import { sshCredentials } from "./checks/ssh-credentials";
import { terraform } from "./checks/terraform";

/** All checks, in the order in which a person would set a machine up. */
export const checks: readonly Check[] = [
  node,
  extraCertificates,
  terraform,
  providerMirror,
  engine,
  buildah,
  imageStorage,
  sshCredentials,
  knownHosts,
];
