import { ToolError } from "../tool-error";
import { diagnosePull, reason } from "./diagnose-pull";

interface BuildFailure {
  readonly words: RegExp;
  readonly summary: string;
  readonly attribute: string;
  readonly found: string;
  readonly cure: string;
}

// Words of buildah and of what it runs; the first that fits wins.
const BUILD_FAILURES: readonly BuildFailure[] = [
  {
    words: /exec format error/i,
    summary: "Platform Cannot Be Run",
    attribute: "platforms",
    found: "the machine cannot run programs of that platform, which a RUN of the Kubefile needs",
    cure: "Install qemu-user-static (with binfmt-support) there, leave the platform out, or do without RUN",
  },
  {
    words: /(runc|crun).*(not found|no such file)|exec: no command|default OCI runtime/i,
    summary: "Container Runtime Is Missing",
    attribute: "kubefile",
    found: "a RUN of the Kubefile needs a container runtime, and there is none",
    cure: "Install crun or runc there, set BUILDAH_ISOLATION=chroot, or do without RUN",
  },
  {
    words: /no items matching glob|(COPY|ADD).*(no such file|not found)|copier: stat/i,
    summary: "File Not In The Context",
    attribute: "kubefile",
    found: "a COPY or ADD of the Kubefile names what is not in the context",
    cure: "Correct the path, or the ignore file that leaves it out",
  },
  {
    words:
      /unknown instruction|parse error|parsing main Dockerfile|no FROM statement|missing .*argument/i,
    summary: "Kubefile Cannot Be Read",
    attribute: "kubefile",
    found: "the Kubefile is not one",
    cure: "Correct what buildah names",
  },
  {
    words: /no space left on device/i,
    summary: "Disk Full",
    attribute: "context",
    found: "the disk became full",
    cure: "Free some space in /var/tmp and in the image store (buildah rmi --prune), or set builder.storage_root to a larger disk",
  },
];

/** An image could not be built. */
export function buildFailed(host: string, platform: string, said: string): ToolError {
  const known = BUILD_FAILURES.find(({ words }) => words.test(said));
  if (known !== undefined) {
    const { summary, attribute, found, cure } = known;
    const detail = `${attribute}: on ${host}, for ${platform}: ${found} (${reason(said)}). ${cure}.`;
    return refuse(host, summary, attribute, detail, said);
  }
  if (/pull|manifest|registry|docker:\/\//i.test(reason(said))) {
    const { summary, found, cure } = diagnosePull(said);
    const detail = `kubefile: on ${host}, for ${platform}: a base image cannot be had: ${found} (${reason(said)}). ${cure}`;
    return refuse(host, summary, "kubefile", detail, said);
  }
  return refuse(
    host,
    "Image Not Built",
    "kubefile",
    `kubefile: on ${host}, for ${platform}: buildah could not build the image: ${reason(said)}. Correct the Kubefile or what it uses; the event log has all that buildah said.`,
    said,
  );
}

/** A registry did not take an image. */
export function pushFailed(host: string, name: string, said: string): ToolError {
  const isRefused = /denied|forbidden|status: 40[35]/i.test(said);
  const { summary, found, cure } = diagnosePull(said);
  return isRefused
    ? refuse(
        host,
        "Registry Refused The Push",
        "push",
        `push: ${host} may not push ${name}: ${reason(said)}. Give credentials with that right in registry_auth, or push to another repository.`,
        said,
      )
    : refuse(
        host,
        summary === "Image Not Available" ? "Image Not Pushed" : summary,
        "push",
        `push: ${host} cannot push ${name}: ${found} (${reason(said)}). ${cure}`,
        said,
      );
}

/** An archive could not be written. */
export function archiveFailed(host: string, path: string, said: string): ToolError {
  const isFull = /no space left|quota/i.test(said);
  return refuse(
    host,
    isFull ? "Disk Full" : "Archive Not Written",
    "archive",
    `archive: ${path} cannot be written on ${host}: ${isFull ? "the disk is full" : reason(said)}. What was there before is untouched. ${isFull ? "Free some space there, or choose another place." : "Choose a path where a file can be."}`,
    said,
  );
}

function refuse(
  host: string,
  summary: string,
  attribute: string,
  detail: string,
  said: string,
): ToolError {
  const issue = { severity: "error", summary, detail, attribute: [attribute] } as const;
  return new ToolError("buildah", host, issue, said);
}
