import { join } from "node:path";
import * as ts from "typescript";
import { writeStack } from "../../cli/src/import/write-stack";
import { representativeFacts } from "../support/written-stacks";

const ROOT = join(__dirname, "../..");

const sources = Object.fromEntries(
  Object.entries(representativeFacts()).map(([title, facts], index) => [
    join(__dirname, `written-${index}.ts`),
    { title, text: writeStack(facts) },
  ]),
);

/** Errors of the written stacks by what is special of each; one program for all, because the bindings are large. */
function compileErrors(): Readonly<Record<string, readonly string[]>> {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(ROOT, "tsconfig.json"),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (diagnostic) => fail(diagnostic) },
  );
  const options: ts.CompilerOptions = {
    ...config!.options,
    paths: { "cdktf-sealos": [join(ROOT, "constructs/src/index.ts")] },
  };
  const host = ts.createCompilerHost(options);
  host.fileExists = (path) => path in sources || ts.sys.fileExists(path);
  host.readFile = (path) => sources[path]?.text ?? ts.sys.readFile(path);
  const program = ts.createProgram(Object.keys(sources), options, host);
  return Object.fromEntries(
    Object.entries(sources).map(([path, { title }]) => {
      const source = program.getSourceFile(path);
      const errors = ts.getPreEmitDiagnostics(program, source).map(({ messageText, start }) => {
        const line = source!.getLineAndCharacterOfPosition(start ?? 0).line;
        const text = ts.flattenDiagnosticMessageText(messageText, "\n");
        return `${text} in: ${source!.text.split("\n")[line] ?? ""}`;
      });
      return [title, errors];
    }),
  );
}

function fail({ messageText }: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
}

test("stacks that `cdktf-sealos import` writes compile by the rules of this checkout", () => {
  const clean = Object.values(sources).map(({ title }) => [title, []] as const);
  expect(compileErrors()).toEqual(Object.fromEntries(clean));
}, 120_000);
