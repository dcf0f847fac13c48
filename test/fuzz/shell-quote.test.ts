import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { quoteCommand } from "../../provider/src/lib/shell-quote";
import { commandLine } from "../../provider/src/transports/ssh/command-line";
import { fuzz, textOf } from "../support/fuzz";

const SIGNS = [
  ...Array.from("'\"\\$`!#~*?[]{}()<>|&;=%-^: \t\n\r"),
  "$(",
  "${",
  "\\\n",
  "'\\''",
  "EOF",
  "a",
];
// A byte on its own is not UTF-8, and the transport sends UTF-8.
const word = textOf(SIGNS, 12)
  .filter((text) => !text.includes("\0"))
  .map((text) => Buffer.from(text, "utf8").toString("utf8"));
const words = fc.array(word, { minLength: 1, maxLength: 40 });

const shell = fc.constantFrom(["dash"], ["bash"], ["bash", "--posix"]);

fuzz(
  "dash and bash read any words back as they were",
  fc.property(shell, words, (program, given) => {
    expect(run(program, `printf '%s\\0' ${quoteCommand(given)}`)).toEqual(given);
  }),
);

fuzz(
  "dash and bash run the line for a host with any words as they were",
  fc.property(shell, words, (program, given) => {
    const line = commandLine(["printf", "%s\\0", ...given], "none", "call");
    expect(run(program, line)).toEqual(given);
  }),
);

function run([program = "", ...options]: readonly string[], line: string): readonly string[] {
  const output = execFileSync(program, [...options, "-c", line], { encoding: "utf8" });
  return output.split("\0").slice(0, -1);
}
