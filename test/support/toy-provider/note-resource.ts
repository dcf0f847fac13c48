import {
  defineResource,
  error,
  isUnknown,
  UNKNOWN,
  warning,
  whenUnknown,
  type FinalPlan,
  type State,
  type StateOutcome,
  type Unknown,
} from "../../../provider/sdk";
import type { Failure } from "./failures";
import { noteSchema } from "./note-schema";
import type { NoteStore, StoredNote } from "./note-store";

/** What `configure` makes of the toy provider's configuration. */
export interface Toy {
  readonly store: NoteStore;
  readonly newId: () => string;
}

type NoteState = State<typeof noteSchema>;
type NotePlan = FinalPlan<typeof noteSchema>;

/** The resource `toy_note`. */
export const note = defineResource<typeof noteSchema, Toy>({
  schema: noteSchema,

  validate: ({ config }) => {
    const isTooMuch = config.pinned === true && config.priority === 0;
    return isTooMuch
      ? {
          diagnostics: [
            error("Pinned Without Priority", "pinned needs a priority above 0.", ["pinned"]),
          ],
        }
      : {};
  },

  plan: ({ config, prior, planned, priorPrivate }) => {
    const failure = isUnknown(config.fail) ? null : (config.fail?.plan ?? null);
    if (failure === "throw") throw new Error("the plan was told to throw");
    const isUnfinished = prior?.ready === false;
    return {
      planned: {
        ...planned,
        ...(isUnfinished ? { ready: UNKNOWN } : {}),
        ...(config.slug === null && typeof planned.title === "string"
          ? { slug: slugOf(planned.title) }
          : {}),
        ...(failure === "change" ? { title: "changed by plan" } : {}),
      },
      private: { op: prior === null ? "create" : "update", replaced: priorPrivate !== null },
      diagnostics: failure === "error" ? [error("Plan Refused", "The plan was told to fail.")] : [],
    };
  },

  planDestroy: () => ({ private: { op: "destroy" } }),

  create: async ({ planned, config, configured, signal, log, save }) => {
    const stored: StoredNote = {
      id: configured?.newId() ?? "unconfigured",
      title: planned.title,
      slug: knownOr(planned.slug, slugOf(planned.title)),
      revision: 1,
      ready: planned.fail?.create !== "wait",
      secretLength: config.secret?.length ?? null,
    };
    const state = finish(planned, stored);
    if (planned.fail?.create === "throw_after_save") save({ ...state, ready: false });
    if (planned.fail?.create === "wait") log.info("waiting for the stop signal");
    const failed = await fail(planned.fail?.create ?? null, state, signal, config.secret);
    if (failed === UNHARMED || planned.fail?.create === "wait") configured?.store.save(stored);
    return failed === UNHARMED ? { state } : failed;
  },

  update: async ({ planned, prior, config, configured, signal, save }) => {
    const stored: StoredNote = {
      id: prior.id ?? "",
      title: planned.title,
      slug: knownOr(planned.slug, slugOf(planned.title)),
      revision: (prior.revision ?? 0) + 1,
      ready: planned.fail?.update !== "wait",
      secretLength: knownOr(planned.secret_length, config.secret?.length ?? null),
    };
    const state = finish(planned, stored);
    if (planned.fail?.update === "throw_after_save") save({ ...prior, title: planned.title });
    const failed = await fail(planned.fail?.update ?? null, state, signal, config.secret);
    if (failed === UNHARMED) configured?.store.save(stored);
    return failed === UNHARMED ? { state } : failed;
  },

  read: async ({ state, configured, signal }) => {
    const failed = await fail(state.fail?.read ?? null, state, signal, null);
    if (failed !== UNHARMED) return failed;
    if (configured === undefined) return { state };
    const stored = configured.store.load(state.id ?? "");
    if (stored === undefined) return { state: null };
    return {
      state: {
        ...state,
        title: stored.title,
        slug: stored.slug,
        revision: stored.revision,
        ready: stored.ready,
        secret_length: stored.secretLength,
      },
    };
  },

  delete: async ({ prior, configured, signal }) => {
    const failed = await fail(prior.fail?.delete ?? null, prior, signal, null);
    if (failed !== UNHARMED) return failed;
    configured?.store.remove(prior.id ?? "");
    return {};
  },

  import: ({ id, identity, configured }) => {
    const wanted = id === "" ? String(identity?.["id"]) : id;
    if (configured?.store.load(wanted) === undefined) {
      return { diagnostics: [error("No Such Note", `There is no note "${wanted}".`)] };
    }
    return { state: { id: wanted, kind: "plain", pinned: false }, private: { imported: true } };
  },

  identity: {
    attributes: {
      id: {
        shape: noteSchema.attributes.id.shape,
        description: "The note's name.",
        import: "required",
      },
    },
    of: ({ id }) => (id === null ? null : { id }),
  },

  upgradeState: {
    // Version 0 called the title `subject`.
    0: (raw) => {
      const { subject, ...rest } = raw as Readonly<Record<string, string>>;
      return { ...rest, title: subject ?? "" };
    },
  },

  moveState: ({ sourceTypeName, state }) => {
    if (sourceTypeName !== "toy_memo") return undefined;
    const { id, text } = state as Readonly<Record<string, string>>;
    return {
      state: { id: id ?? "", title: text ?? "", kind: "plain", pinned: false, ready: true },
    };
  },
});

function finish(planned: NotePlan, stored: StoredNote): NoteState {
  const { author, sections, links } = planned;
  return {
    ...planned,
    id: stored.id,
    slug: stored.slug,
    revision: stored.revision,
    ready: stored.ready,
    secret_length: stored.secretLength,
    author: author && {
      ...author,
      initials: knownOr(author.initials, author.name.slice(0, 1)),
    },
    sections:
      sections?.map((each) => ({ ...each, anchor: knownOr(each.anchor, slugOf(each.heading)) })) ??
      null,
    links: links && mapValues(links, (each) => ({ ...each, checked: knownOr(each.checked, true) })),
  };
}

const UNHARMED = "unharmed";

/** What a handler does that was told to fail, or `UNHARMED` if it was not. */
async function fail(
  failure: Failure | null,
  state: NoteState,
  signal: AbortSignal,
  secret: string | null,
): Promise<StateOutcome<typeof noteSchema> | typeof UNHARMED> {
  switch (failure) {
    case "error":
      return {
        state: null,
        diagnostics: [error("Told To Fail", `No luck with ${secret ?? "it"}.`)],
      };
    case "throw":
    case "throw_after_save":
      throw new Error(`told to throw, with ${secret ?? "nothing"}`);
    case "nothing":
      return undefined as never;
    case "unknown":
      return { state: { ...state, revision: UNKNOWN as never } };
    case "change":
      return { state: { ...state, title: "changed by the handler" } };
    case "wrong_type":
      return { state: { ...state, revision: "many" as never } };
    case "write_only":
      return { state: { ...state, secret: secret as never } };
    case "null":
      return { state: null };
    case "wait":
      await aborted(signal);
      return {
        state: { ...state, ready: false },
        diagnostics: [warning("Interrupted", "The note is not finished. Apply again to go on.")],
      };
    case null:
      return UNHARMED;
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function slugOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

/** A computed value that the plan left open, whether as unknown or as null. */
function knownOr<T, F>(value: T, fallback: F): NonNullable<Exclude<T, Unknown>> | F {
  return whenUnknown(value, fallback) ?? fallback;
}

function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  change: (value: In) => Out,
): Readonly<Record<string, Out>> {
  return Object.fromEntries(Object.entries(record).map(([key, each]) => [key, change(each)]));
}
