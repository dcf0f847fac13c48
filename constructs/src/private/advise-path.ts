import { isAbsolute } from "node:path";
import { Annotations, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { mistakeText } from "./errors";

/**
 * Warns of paths that are looked up in the stack's folder below `cdktf.out`, where Terraform runs. `~/` is understood in
 * login settings only.
 */
export function advisePaths(
  construct: IConstruct,
  paths: Readonly<Record<string, string | undefined>>,
  { home = false }: { readonly home?: boolean } = {},
): void {
  for (const [field, path] of Object.entries(paths)) {
    if (path === undefined || Token.isUnresolved(path)) continue;
    if (isAbsolute(path) || (home && path.startsWith("~/"))) continue;
    Annotations.of(construct).addWarning(
      mistakeText(
        field,
        JSON.stringify(path),
        "it is taken from the stack's folder below cdktf.out, where Terraform runs",
        home ? "Give an absolute path, or one that begins with ~/" : "Give an absolute path",
      ),
    );
  }
}
