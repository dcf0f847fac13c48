import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What the toy world remembers of a note; everything else about it is in Terraform's state only. */
export interface StoredNote {
  readonly id: string;
  readonly title: string;
  readonly slug: string;
  readonly revision: number;
  readonly ready: boolean;
  readonly secretLength: number | null;
}

/** Where notes are kept. */
export interface NoteStore {
  load(id: string): StoredNote | undefined;
  save(note: StoredNote): void;
  remove(id: string): void;
}

/** Keeps notes as long as the process lives. */
export function memoryStore(): NoteStore {
  const notes = new Map<string, StoredNote>();
  return {
    load: (id) => notes.get(id),
    save: (note) => void notes.set(note.id, note),
    remove: (id) => void notes.delete(id),
  };
}

/** Keeps each note in a JSON file, so that it outlives the provider process and a test can change it. */
export function directoryStore(directory: string): NoteStore {
  const fileOf = (id: string): string => join(directory, `${id}.json`);
  return {
    load: (id) => {
      try {
        return JSON.parse(readFileSync(fileOf(id), "utf8")) as StoredNote;
      } catch {
        return undefined;
      }
    },
    save: (note) => {
      mkdirSync(directory, { recursive: true });
      writeFileSync(fileOf(note.id), JSON.stringify(note));
    },
    remove: (id) => rmSync(fileOf(id), { force: true }),
  };
}
