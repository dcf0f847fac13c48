import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { describeProvider, type Provider, type Schema } from "../provider/sdk";

const usage = `usage: tsx scripts/compile-schema.ts MODULE EXPORT OUTPUT

Compiles the schema of a provider into one JSON file, so that a start of the provider needs neither zod nor resources to
tell it. MODULE is the TypeScript file that exports, under the name EXPORT, the provider or a function that makes it.
`;

/** Writes the compiled schema and says so; a mistake in the schema ends with its place and cure. */
function main([modulePath, exportName, output]: readonly string[]): number {
  if (modulePath === undefined || exportName === undefined || output === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  try {
    const description = describeProvider(loadProvider(modulePath, exportName));
    mkdirSync(dirname(output), { recursive: true });
    writeFileSync(output, `${JSON.stringify(description, undefined, 2)}\n`);
    process.stdout.write(`${output}: ${Object.keys(description.resources).length} resources\n`);
    return 0;
  } catch (thrown) {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
    return 1;
  }
}

function loadProvider(modulePath: string, exportName: string): Provider<Schema, unknown> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the module is an argument
  const exports = require(resolve(modulePath)) as Readonly<Record<string, unknown>>;
  const found = exports[exportName];
  if (found === undefined) throw new Error(`${modulePath} does not export ${exportName}`);
  const provider = typeof found === "function" ? (found as () => unknown)() : found;
  return provider as Provider<Schema, unknown>;
}

process.exitCode = main(process.argv.slice(2));
