export { clearRoot } from "./clear-root";
export { HostLockedError, isHostLockedError, isLockLost } from "./errors";
export { readJournal, writeJournal } from "./journal-file";
export { acquireLock, type HostLock, type LockRequest } from "./lock";
