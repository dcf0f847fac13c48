/**
 * One path of a manifest: `<sha256 or -> <bytes> <mtime or -> <f or l> <path>`. What is `-` is not compared. Paths hold
 * neither line feeds nor control characters: trees with such names are refused before they are sent.
 */
export interface ManifestLine {
  readonly digest: string | undefined;
  readonly size: number;
  readonly path: string;
}

/** Writes files whose time does not matter, because their place in the tree is where others add to it. */
export function formatManifest(lines: readonly ManifestLine[]): string {
  return lines.map(({ digest, size, path }) => `${digest ?? "-"} ${size} - f ${path}\n`).join("");
}
