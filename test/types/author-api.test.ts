import { join } from "node:path";
import * as ts from "typescript";

const root = join(__dirname, "../..");

/** Errors of a file and of what it imports; an unused `@ts-expect-error` is one. */
function compileErrors(file: string): readonly string[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, "tsconfig.json"),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"));
      },
    },
  );
  const program = ts.createProgram([join(__dirname, file)], config!.options);
  const source = program.getSourceFile(join(__dirname, file));
  return ts.getPreEmitDiagnostics(program, source).map(({ messageText, start }) => {
    const line = source!.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    return `${file}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

test("the types of the author API hold what they promise", () => {
  expect(compileErrors("author-api.ts")).toEqual([]);
});
