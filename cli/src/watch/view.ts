import type { CommandContext } from "../command";
import type { Run } from "../event-log/history";
import type { LogEvent } from "../event-log/schema";
import { createNarrator } from "./plain-lines";
import { openScreen } from "./screen";
import { styleFor } from "./style";
import { tableLines } from "./table";

/** A way to show a session while it grows. */
export interface View {
  /** The session as it is now, and the events that came since the last time, of other sessions too. */
  show(session: readonly Run[], events: readonly LogEvent[], now: number): void;
  /** Leaves the output as it was. */
  close(): void;
}

/** A table that stays at the end of the terminal. */
export function createTableView({ stdout, env }: CommandContext): View {
  const screen = openScreen(stdout);
  const style = styleFor(env);
  return {
    show(session, _events, now) {
      if (session.length === 0) return;
      const room = { columns: sizeOr(80, stdout.columns), rows: sizeOr(24, stdout.rows) };
      screen.draw(tableLines(session, now, room, style));
    },
    close: () => screen.close(),
  };
}

/** A terminal that does not know its size says 0. */
function sizeOr(usual: number, size: number | undefined): number {
  return size === undefined || size === 0 ? usual : size;
}

/** A line for each event of the session, as it comes. */
export function createPlainView({ stdout }: CommandContext): View {
  const narrate = createNarrator();
  return {
    show(session, events) {
      const runs = new Set(session.map(({ id }) => id));
      const lines = events.flatMap((event) => (runs.has(event.run) ? [narrate(event)] : []));
      const told = lines.filter((line) => line !== undefined);
      if (told.length > 0) stdout.write(`${told.join("\n")}\n`);
    },
    close: () => undefined,
  };
}
