export { hasHostsEntry, removeHostsEntry, setHostsEntry } from "./hosts-entries";
export { hasHostsName, removeHostsName, setHostsName } from "./hosts-file";
export { directoryExists, pathExists } from "./path-exists";
export { readFile } from "./read-file";
export { removeCommand, removePaths } from "./remove-paths";
export { SCRATCH_DIRECTORY } from "./scratch-directory";
export { sweepAsides } from "./sweep-asides";
export { writeFile } from "./write-file";
