import { randomFillSync } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** About what a cluster image holds. */
export const SAMPLE = { files: 1_200, bytes: 500_000_000 } as const;

/** Fills a buffer with contents. */
export type Filling = (content: Buffer) => Buffer;

/** Nothing of it can be compressed, as blobs of a registry cannot. */
export const random: Filling = (content) => randomFillSync(content);

/** It can be compressed as programs can: it is a part of one. */
export function partsOfProgram(): Filling {
  const program = readFileSync(process.execPath);
  let next = 0;
  return (content) => {
    const start = next % Math.max(1, program.length - content.length);
    next += content.length;
    program.copy(content, 0, start, start + content.length);
    return content;
  };
}

/** Writes a tree that looks like a cluster image: a few programs make most of it, most files are small. */
export function writeSampleTree(
  root: string,
  {
    files,
    bytes,
    fill,
  }: { readonly files: number; readonly bytes: number; readonly fill: Filling },
): void {
  const small = 4_096;
  const large = Math.max(8, Math.round(files / 60));
  const largeBytes = Math.floor((bytes - (files - large) * small) / large);
  for (let file = 0; file < files; file += 1) {
    const folder = join(root, `opt/part-${file % 40}`);
    mkdirSync(folder, { recursive: true });
    const content = Buffer.alloc(file < large ? largeBytes : small);
    writeFileSync(join(folder, `file-${file}`), fill(content));
  }
}

/** Changes one byte of each of some files that together hold at most a hundredth of a tree's bytes. */
export function changeHundredth(root: string, bytes: number): void {
  let left = bytes / 100;
  const folder = join(root, "opt");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const file = join(folder, name);
    const { size } = statSync(file);
    if (statSync(file).isDirectory() || size > left) continue;
    left -= size;
    const content = readFileSync(file);
    content[size >> 1]! ^= 1;
    writeFileSync(file, content);
  }
}
