import type { ConnectConfig } from "ssh2";

import type { LoginMethod } from "./credentials";

/** Offers the ways to log in one after the other, leaving out those that the server does not take. */
export interface Login {
  readonly next: NonNullable<Exclude<ConnectConfig["authHandler"], readonly unknown[]>>;
  readonly tried: () => readonly LoginMethod[];
  readonly accepted: () => readonly string[];
}

/** Makes a {@link Login} of the given methods, in their order. */
export function createLogin(methods: readonly LoginMethod[]): Login {
  const rest = [...methods];
  const tried: LoginMethod[] = [];
  let accepted: readonly string[] = [];
  const isTaken = ({ method }: LoginMethod): boolean =>
    accepted.length === 0 || accepted.includes(method.type === "agent" ? "publickey" : method.type);

  return {
    // The declared type of the first argument forgets that it is null before the first answer.
    next(left: readonly string[] | null, _partial, offer) {
      accepted = left ?? [];
      let method = rest.shift();
      while (method !== undefined && !isTaken(method)) method = rest.shift();
      if (method !== undefined) tried.push(method);
      offer((method?.method ?? false) as never);
    },
    tried: () => tried,
    accepted: () => accepted,
  };
}
