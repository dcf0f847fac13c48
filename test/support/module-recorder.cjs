// node --require: writes the path or name of every module that is loaded from now on, a line each, to the file that
// MODULE_RECORD names; "handshake" stands where the first line was written to stdout.
const fs = require("node:fs");
const Module = require("node:module");

const load = Module._load;
Module._load = function (request, parent, isMain) {
  const path = Module._resolveFilename(request, parent, isMain);
  if (require.cache[path] === undefined) fs.appendFileSync(process.env.MODULE_RECORD, `${path}\n`);
  return load.call(this, request, parent, isMain);
};

const write = fs.writeSync;
fs.writeSync = function (descriptor, ...rest) {
  if (descriptor === 1) fs.appendFileSync(process.env.MODULE_RECORD, "handshake\n");
  return write.call(fs, descriptor, ...rest);
};
