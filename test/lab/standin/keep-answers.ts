// Makes fixtures of a conversation with real Kubernetes: npx tsx test/lab/standin/keep-answers.ts OUT_DIR
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parts, readConversation } from "./answers";
import { deviations } from "./deviations";

const target = join(__dirname, "recorded");
rmSync(target, { recursive: true, force: true });
mkdirSync(target);
for (const [name, answer] of readConversation(process.argv[2] ?? ".")) {
  const kept = parts.filter((part) => !deviations[name]?.parts.includes(part));
  const text = kept.map((part) => `--- ${part}\n${answer[part]}\n`).join("");
  writeFileSync(join(target, `${name}.txt`), text);
}
