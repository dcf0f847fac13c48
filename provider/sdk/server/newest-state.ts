import type { CompiledSchema } from "../schema/compiled-schema";
import type { JsonValue } from "../values/json-value";
import { writePrivate } from "./private-data";
import type { PrivateText, WholeValue } from "./provider-server";
import type { HandlerSite } from "./run-handler";
import { storableState, typedState } from "./typed-state";

/** What is known about an object while a handler works on it. */
export class NewestState {
  #state: WholeValue;
  #private: PrivateText;

  constructor(
    private readonly site: HandlerSite,
    private readonly schema: CompiledSchema,
    start: { readonly state: WholeValue; readonly private: PrivateText },
  ) {
    this.#state = start.state;
    this.#private = start.private;
  }

  /** The handlers' `save`. */
  readonly save = (state: unknown, privateData?: JsonValue): void => {
    const typed = typedState(this.site, this.schema, state, this.#state);
    this.#state = storableState(this.schema, typed.state);
    this.#private = writePrivate(privateData, this.#private);
  };

  get state(): WholeValue {
    return this.#state;
  }

  get private(): PrivateText {
    return this.#private;
  }
}
