import { join } from "node:path";
import * as ts from "typescript";
import { compilerOptions } from "../support/compile-errors";

/** Errors of a file and of what it imports; an unused `@ts-expect-error` is one. */
function compileErrors(file: string): readonly string[] {
  const program = ts.createProgram([join(__dirname, file)], compilerOptions());
  const source = program.getSourceFile(join(__dirname, file));
  return ts.getPreEmitDiagnostics(program, source).map(({ messageText, start }) => {
    const line = source!.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    return `${file}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

test("the types of the author API hold what they promise", () => {
  expect(compileErrors("author-api.ts")).toEqual([]);
});
