import { join } from "node:path";
import * as ts from "typescript";

const ROOT = join(__dirname, "../..");

/**
 * Compiles sources by the rules of this checkout, `cdktf-sealos` being the constructs here. Returns the errors of each under its name;
 * one program for all, because the bindings are large.
 */
export function compileErrors(
  sources: Readonly<Record<string, string>>,
): Readonly<Record<string, readonly string[]>> {
  const texts = Object.fromEntries(
    Object.values(sources).map((text, index) => [join(ROOT, `test/compiled-${index}.ts`), text]),
  );
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  host.fileExists = (path) => path in texts || ts.sys.fileExists(path);
  host.readFile = (path) => texts[path] ?? ts.sys.readFile(path);
  const program = ts.createProgram(Object.keys(texts), options, host);
  const errors = Object.keys(texts).map((path) => {
    const source = program.getSourceFile(path);
    return ts.getPreEmitDiagnostics(program, source).map(({ messageText, start }) => {
      const line = source!.getLineAndCharacterOfPosition(start ?? 0).line;
      const text = ts.flattenDiagnosticMessageText(messageText, "\n");
      return `${text} in: ${source!.text.split("\n")[line] ?? ""}`;
    });
  });
  return Object.fromEntries(Object.keys(sources).map((name, index) => [name, errors[index] ?? []]));
}

/** The rules of this checkout, `cdktf-sealos` being the constructs here. */
export function compilerOptions(): ts.CompilerOptions {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(ROOT, "tsconfig.json"),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (diagnostic) => fail(diagnostic) },
  );
  return {
    ...config!.options,
    paths: { "cdktf-sealos": [join(ROOT, "constructs/src/index.ts")] },
  };
}

function fail({ messageText }: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
}
