import { hash } from "bcryptjs";

// The cost that htpasswd and distribution's own documentation use is 5; 10 is bcrypt's usual one.
const ROUNDS = 10;

/** One line, without line end, of a password file as the distribution registry reads it: `user:$2y$…`. */
export async function htpasswdLine(
  user: string,
  password: string,
  rounds = ROUNDS,
): Promise<string> {
  if (user === "" || /[:\s]/.test(user)) {
    throw new RangeError("The user of a registry must have a name without colon and space.");
  }
  return `${user}:${await hash(password, rounds)}`;
}
