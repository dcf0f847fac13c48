import { StringDecoder } from "node:string_decoder";

/** Cuts a stream of bytes into lines of text, without their ends (`\n` or `\r\n`). */
export interface LineSplitter {
  push(chunk: Uint8Array): void;
  /** Hands over what is left when the last line has no end. */
  end(): void;
}

/** Makes a {@link LineSplitter}; characters that arrive in two chunks stay whole. */
export function createLineSplitter(onLine: (line: string) => void): LineSplitter {
  const decoder = new StringDecoder("utf8");
  let rest = "";

  const take = (text: string): void => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach((line) => onLine(line.endsWith("\r") ? line.slice(0, -1) : line));
  };

  return {
    push: (chunk) =>
      take(decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))),
    end: () => {
      take(decoder.end());
      if (rest !== "") onLine(rest);
      rest = "";
    },
  };
}
