import { open } from "node:fs/promises";
import { createLineSplitter } from "../../../provider/src/lib/line-splitter";

/** A file that others append to. */
export interface Tail {
  /** The whole lines that came since the last call; none while the file does not exist. A half line at the end waits. */
  read(): Promise<readonly string[]>;
}

const CHUNK = 1 << 20;

/** Follows a file from its beginning; starts again when the file was cut or replaced by a shorter one. */
export function tailFile(path: string): Tail {
  let lines: string[] = [];
  let splitter = createLineSplitter((line) => lines.push(line));
  let position = 0;

  return {
    async read() {
      const file = await open(path).catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
      });
      if (file === undefined) return [];
      try {
        if ((await file.stat()).size < position) {
          position = 0;
          splitter = createLineSplitter((line) => lines.push(line));
        }
        const buffer = Buffer.alloc(CHUNK);
        for (;;) {
          const { bytesRead } = await file.read(buffer, 0, CHUNK, position);
          if (bytesRead === 0) break;
          position += bytesRead;
          splitter.push(buffer.subarray(0, bytesRead));
        }
      } finally {
        await file.close();
      }
      const whole = lines;
      lines = [];
      return whole;
    },
  };
}

function isMissing(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT";
}
