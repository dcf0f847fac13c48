// node --require: writes the path or name of every module that is loaded from now on, a line each, to the file that
// MODULE_RECORD names.
const { appendFileSync } = require("node:fs");
const Module = require("node:module");

const load = Module._load;
Module._load = function (request, parent, isMain) {
  const path = Module._resolveFilename(request, parent, isMain);
  if (require.cache[path] === undefined) appendFileSync(process.env.MODULE_RECORD, `${path}\n`);
  return load.call(this, request, parent, isMain);
};
