import type { Level, StackReport } from "../report-schema";

/** What a rule found: who it is about, and one sentence. */
export interface Hit {
  readonly subject: string;
  readonly message: string;
  /** Where it is harsher or milder than the rule's own level. */
  readonly level?: Level;
}

/** A rule over a stack. Its id is stable: policies and pipelines name it. */
export interface Rule {
  readonly id: string;
  readonly level: Level;
  /** What it finds, for the documentation. */
  readonly summary: string;
  find(stack: StackReport): readonly Hit[];
}
