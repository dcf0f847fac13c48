export { removeHostsEntry, setHostsEntry } from "./hosts-entries";
export { removeHostsName, setHostsName } from "./hosts-file";
export { readFile } from "./read-file";
export { removeCommand, removePaths } from "./remove-paths";
export { writeFile } from "./write-file";
