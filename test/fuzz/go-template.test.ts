import fc from "fast-check";
import { isTemplateError, renderText, yamlFunctions } from "../../provider/src/lib/go-template";
import { damaged, fuzz, textOf } from "../support/fuzz";
import { arbitraryTemplate, templateData } from "../support/go-template-oracle/arbitrary-template";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const CORPUS = readFileSync(join(__dirname, "../integration/go-template/corpus.txt"), "utf8")
  .trimEnd()
  .split("\n");
const SIGNS = [
  ..."{{ }} {{- -}} | ( ) . $ $x := = , \" ` ' /* */ nil true {{end}} {{else}} {{define {{template".split(
    " ",
  ),
  ...Array.from(" \n\\é\u0085"),
  ...[
    "if ",
    "range ",
    "with ",
    ".s",
    ".list",
    "999999999",
    "-1",
    "repeat ",
    "until ",
    "regexMatch ",
  ],
];
const LIMIT_MS = 5_000;

fuzz(
  "a template renders or is refused with its line, and takes no long time for it",
  fc.property(fc.oneof(damaged(CORPUS, SIGNS), arbitraryTemplate, textOf(SIGNS)), (template) => {
    const began = Date.now();
    try {
      renderText("t", template, templateData, { functions: yamlFunctions });
    } catch (thrown) {
      if (!isTemplateError(thrown)) throw thrown;
      expect(thrown.message).toMatch(/^t:\d+: ./);
    }
    expect(Date.now() - began).toBeLessThan(LIMIT_MS);
  }),
);
