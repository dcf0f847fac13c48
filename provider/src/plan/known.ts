/**
 * A desired state as far as it is known: `undefined` stands for "known after apply". A value that may
 * be absent is `null`, so the two never meet.
 */
export type Known<Spec> = { readonly [Name in keyof Spec]: Spec[Name] | undefined };
