import { parseImageReference } from "../image-reference";
import { isIssue, type Issue } from "../issue";

/** What a practitioner wrote of a build; undefined where it is not known yet, null where it was left out. */
export interface WrittenBuild {
  readonly context: string | undefined;
  readonly kubefile: string | null | undefined;
  readonly platforms: readonly string[] | null | undefined;
  readonly name: string | null | undefined;
  readonly archive: string | null | undefined;
  readonly push: string | null | undefined;
}

// What Linux distributions are built for; buildah takes any word and fails late.
const ARCHITECTURES = "amd64 arm64 arm 386 ppc64le s390x riscv64 loong64 mips64le".split(" ");
const NAME = /^[a-z0-9]+([._/-]+[a-z0-9]+)*(:[\w][\w.-]{0,114})?$/;

/** The rules that hold for a build wherever it runs. */
export function checkBuild(written: WrittenBuild): readonly Issue[] {
  return [
    ...checkOutput(written),
    ...checkKubefile(written.kubefile),
    ...checkPlatforms(written.platforms ?? []),
    ...checkName(written),
  ];
}

function checkOutput({ archive, push }: WrittenBuild): readonly Issue[] {
  if (archive === null && push === null)
    return [
      refused(
        "archive",
        "No Output For The Image",
        "neither archive nor push is given",
        "an image goes to exactly one of them",
        "Give a path to archive, or a registry reference to push",
      ),
    ];
  if (archive != null && push != null)
    return [
      refused(
        "push",
        "Two Outputs For One Image",
        `archive is ${JSON.stringify(archive)} and push is ${JSON.stringify(push)}`,
        "an image goes to exactly one of them",
        "Leave one out; a second sealos_image_build may write the other",
      ),
    ];
  return [...checkArchive(archive), ...checkPush(push)];
}

function checkArchive(archive: string | null | undefined): readonly Issue[] {
  if (archive == null) return [];
  if (/^\/[^:]*[^/:]$/.test(archive)) return [];
  return [
    refused(
      "archive",
      "Invalid Archive Path",
      JSON.stringify(archive),
      "it is the absolute path of a file, without a colon, on the machine that runs buildah",
      "Wrap the path in Terraform's abspath()",
    ),
  ];
}

function checkPush(push: string | null | undefined): readonly Issue[] {
  if (push == null) return [];
  const reference = parseImageReference(push);
  const isName = !isIssue(reference) && reference.transport === "docker";
  if (isName && reference.digest === undefined) return [];
  return [
    refused(
      "push",
      "Invalid Push Reference",
      JSON.stringify(push),
      "it is a name in a registry with a tag, and without a digest, which only the content decides",
      "Write registry.example/repository:tag",
    ),
  ];
}

function checkKubefile(kubefile: string | null | undefined): readonly Issue[] {
  if (kubefile == null || isBelow(kubefile)) return [];
  return [
    refused(
      "kubefile",
      "Invalid Kubefile Path",
      JSON.stringify(kubefile),
      "it is a path below the context",
      "Give it relative to the context, such as build/Kubefile",
    ),
  ];
}

function isBelow(path: string): boolean {
  return path !== "" && !path.startsWith("/") && !path.split("/").includes("..");
}

function checkPlatforms(platforms: readonly string[]): readonly Issue[] {
  const wrong = platforms.filter((platform) => !isPlatform(platform));
  const twice = platforms.find((platform, index) => platforms.indexOf(platform) !== index);
  return [
    ...wrong.map((platform) =>
      refused(
        "platforms",
        "Unknown Platform",
        JSON.stringify(platform),
        `a platform is linux/ and one of ${ARCHITECTURES.join(", ")}, with a variant such as /v7 where it has some`,
        "Write it like linux/amd64",
      ),
    ),
    ...(twice === undefined
      ? []
      : [
          refused(
            "platforms",
            "Platform Given Twice",
            JSON.stringify(twice),
            "an image has one content for a platform",
            "Name it once",
          ),
        ]),
  ];
}

function isPlatform(platform: string): boolean {
  const [os, architecture = "", variant, more] = platform.split("/");
  const isVariant = variant === undefined || /^v\d+$/.test(variant);
  return os === "linux" && ARCHITECTURES.includes(architecture) && isVariant && more === undefined;
}

function checkName({ name, push }: WrittenBuild): readonly Issue[] {
  if (name == null) return [];
  if (push != null)
    return [
      refused(
        "name",
        "Name Without Archive",
        JSON.stringify(name),
        "it names the image in an archive, and push says already what the image is called",
        "Leave name out",
      ),
    ];
  if (NAME.test(name)) return [];
  return [
    refused(
      "name",
      "Invalid Image Name",
      JSON.stringify(name),
      "it is a repository in lower case, with a tag if you like",
      "Write it like lab/app:1.0",
    ),
  ];
}

function refused(field: string, summary: string, found: string, rule: string, cure: string): Issue {
  return {
    severity: "error",
    summary,
    detail: `${field}: ${found}: ${rule}. ${cure}.`,
    attribute: [field],
  };
}
