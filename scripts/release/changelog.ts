/** Kinds of change, in the order in which a reader needs them. */
const KINDS = [
  "BREAKING CHANGES",
  "SECURITY",
  "NOTES",
  "FEATURES",
  "ENHANCEMENTS",
  "BUG FIXES",
] as const;

/** One file of `.changes/unreleased/`: what users see of one change. */
export interface Fragment {
  readonly kind: (typeof KINDS)[number];
  readonly text: string;
}

/**
 * Reads a fragment: a line `kind: KIND`, an empty line, the text.
 *
 * @throws Error that names the file, when it has another form.
 */
export function readFragment(file: string, content: string): Fragment {
  const [, word, text] = /^kind: (.+)\n\n([^]+)$/.exec(content) ?? [];
  const kind = KINDS.find((each) => each === word);
  if (kind !== undefined && text !== undefined) return { kind, text: text.trim() };
  throw new Error(
    `${file}: it must be "kind: KIND", an empty line and a text; KIND is one of ${KINDS.join(", ")}`,
  );
}

/** The section of a release, in Markdown. */
export function changelogSection(
  version: string,
  date: string,
  fragments: readonly Fragment[],
): string {
  const parts = KINDS.map((kind) => [kind, fragments.filter((each) => each.kind === kind)] as const)
    .filter(([, changes]) => changes.length > 0)
    .map(([kind, changes]) => `### ${kind}\n\n${changes.map(({ text }) => item(text)).join("\n")}`);
  return `## ${version} (${date})\n\n${parts.join("\n\n")}\n`;
}

function item(text: string): string {
  return `- ${text.replaceAll("\n", "\n  ")}`;
}

/**
 * The version that the changes ask for. What breaks begins another line: the next major version or, before 1.0, the next minor one.
 * What is new and harmless is a minor version from 1.0 on; everything else is a patch.
 */
export function nextVersion(version: string, fragments: readonly Fragment[]): string {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  const has = (...kinds: readonly Fragment["kind"][]) =>
    fragments.some(({ kind }) => kinds.includes(kind));
  const isStable = major > 0;
  if (has("BREAKING CHANGES")) return isStable ? `${major + 1}.0.0` : `0.${minor + 1}.0`;
  if (has("FEATURES", "ENHANCEMENTS") && isStable) return `${major}.${minor + 1}.0`;
  return `${major}.${minor}.${patch + 1}`;
}
