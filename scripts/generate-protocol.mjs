#!/usr/bin/env node
// Turns provider/sdk/protocol/tfplugin6.proto into TypeScript messages.
//   node scripts/generate-protocol.mjs [OUTPUT_FOLDER]   (default: provider/sdk/protocol/generated)
// Works offline: buf's compiler and the ts-proto plugin are development dependencies. The result is checked in, and
// test/unit/provider/sdk/protocol/generated.test.ts fails when it no longer matches the .proto file.
import { execFileSync } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const protocolFolder = join(root, "provider/sdk/protocol");
const output = resolve(process.argv[2] ?? join(protocolFolder, "generated"));

const options = [
  "outputServices=none", // the gRPC server is our own
  "outputJsonMethods=false",
  "outputPartialMethods=false",
  "exportCommonSymbols=false",
  "esModuleInterop=true",
  "oneof=unions-value",
  "unrecognizedEnum=false",
  "removeEnumPrefix=true",
  "useReadonlyTypes=true",
];

const template = {
  version: "v2",
  clean: true,
  plugins: [
    { local: join(root, "node_modules/.bin/protoc-gen-ts_proto"), out: output, opt: options },
  ],
};

execFileSync(
  join(root, "node_modules/.bin/buf"),
  ["generate", protocolFolder, "--template", JSON.stringify(template)],
  { cwd: protocolFolder, stdio: "inherit" },
);
