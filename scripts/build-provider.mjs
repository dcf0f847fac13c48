#!/usr/bin/env node
// Bundles a provider into one executable file and the chunks that it loads after the handshake.
//   node scripts/build-provider.mjs ENTRY.ts FOLDER/terraform-provider-NAME [--single]
// Writes FOLDER/terraform-provider-NAME (CJS with a node shebang, mode 755) and FOLDER/lib/*.cjs. Whatever the entry
// file, or a module that it imports, loads by `require("./x")` or `import("./x")` inside a function becomes a chunk, so
// that the start reads and compiles little. Inside a chunk such a call stays what it is: a module evaluated when needed.
// One provider a folder. --single makes no chunks, for packagings that hold one file; it starts some ms later.
import { chmod, rm } from "node:fs/promises";
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const single = process.argv.includes("--single");
  const [entry, output] = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
  if (entry === undefined || output === undefined) {
    console.error(
      "usage: node scripts/build-provider.mjs ENTRY.ts FOLDER/terraform-provider-NAME [--single]",
    );
    process.exit(2);
  }
  await buildProvider(resolve(entry), resolve(output), { single });
}

/** Does what is said above; returns the folders of the packages that went in, such as `node_modules/ssh2`. */
export async function buildProvider(entryFile, outputFile, { single = false } = {}) {
  const chunkFolder = join(dirname(outputFile), "lib");
  await rm(chunkFolder, { recursive: true, force: true });
  const chunks = new Map();
  const program = await bundle(entryFile, outputFile, {
    banner: { js: "#!/usr/bin/env node" },
    plugins: single ? [] : [chunkPlugin(chunks)],
  });
  await chmod(outputFile, 0o755);
  const parts = await Promise.all(
    [...chunks].map(([source, name]) => bundle(source, join(chunkFolder, name), {})),
  );
  return packagesOf([program, ...parts]);
}

function packagesOf(results) {
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const folders = inputs.map(
    (file) => /node_modules\/(?:.*node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(file)?.[0],
  );
  return [...new Set(folders.filter((folder) => folder !== undefined))].sort();
}

function bundle(entryFile, outfile, extra) {
  return build({
    entryPoints: [entryFile],
    outfile,
    absWorkingDir: root,
    bundle: true,
    metafile: true,
    platform: "node",
    target: "node20.12",
    format: "cjs",
    minifySyntax: true,
    minifyWhitespace: true, // names stay: a stack in a bug report should be readable
    external: ["*.node", "cpu-features"], // ssh2 looks for them and does without
    legalComments: "eof",
    logLevel: "warning",
    logOverride: { "require-resolve-not-external": "silent" },
    ...extra,
  });
}

// Sends every lazily loaded source file to a chunk of its own, and the call to that chunk.
function chunkPlugin(chunks) {
  const isAsked = Symbol("asked before");
  return {
    name: "lazy-chunks",
    setup({ onResolve, resolve: resolveImport }) {
      onResolve({ filter: /^\.{1,2}\// }, async (args) => {
        const isLazy = args.kind === "require-call" || args.kind === "dynamic-import";
        if (!isLazy || args.pluginData === isAsked || isVendored(args.importer)) return undefined;
        const { path, errors } = await resolveImport(args.path, {
          kind: args.kind,
          importer: args.importer,
          resolveDir: args.resolveDir,
          pluginData: isAsked,
        });
        if (errors.length > 0) return { errors };
        if (!chunks.has(path)) chunks.set(path, chunkName(path, chunks));
        return { path: `./lib/${chunks.get(path)}`, external: true };
      });
    },
  };
}

function isVendored(file) {
  return relative(root, file).split(/[\\/]/).includes("node_modules");
}

// The file's own name, or its whole path if another chunk has that name.
function chunkName(source, chunks) {
  const short = `${basename(source, extname(source))}.cjs`;
  if (![...chunks.values()].includes(short)) return short;
  return `${relative(root, source)
    .replace(/[\\/]/g, "-")
    .replace(/\.\w+$/, "")}.cjs`;
}
