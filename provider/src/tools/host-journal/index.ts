export { HostLockedError, isHostLockedError } from "./errors";
export { readJournal, writeJournal } from "./journal-file";
export { acquireLock, type HostLock, type LockRequest } from "./lock";
