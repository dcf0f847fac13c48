import { fn, type TemplateFunction } from "../signature";

const base = fn(["string"], baseName);
const directory = fn(["string"], (path) => cleanPath(path.slice(0, path.lastIndexOf("/") + 1)));
const clean = fn(["string"], cleanPath);
const extension = fn(["string"], extensionOf);
const isAbsolute = fn(["string"], (path) => path.startsWith("/"));

/** sprig's functions on paths; those of the operating system are those of Linux. */
export const pathFunctions: Readonly<Record<string, TemplateFunction>> = {
  base,
  dir: directory,
  clean,
  ext: extension,
  isAbs: isAbsolute,
  osBase: base,
  osDir: directory,
  osClean: clean,
  osExt: extension,
  osIsAbs: isAbsolute,
};

function baseName(path: string): string {
  if (path === "") return ".";
  const trimmed = path.replace(/\/+$/, "");
  return trimmed === "" ? "/" : trimmed.slice(trimmed.lastIndexOf("/") + 1);
}

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.includes(".") ? name.slice(name.lastIndexOf(".")) : "";
}

/** Go's path.Clean: the shortest path that names the same file by its text alone. */
function cleanPath(path: string): string {
  const root = path.startsWith("/") ? "/" : "";
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "" || name === ".") continue;
    if (name !== "..") names.push(name);
    else if (names.length > 0 && names.at(-1) !== "..") names.pop();
    else if (root === "") names.push(name);
  }
  const cleaned = root + names.join("/");
  return cleaned === "" ? "." : cleaned;
}
