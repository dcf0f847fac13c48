import * as z from "zod/mini";
import { defineFunction, parameter } from "../../../provider/sdk";

/** The function `shout`: upper case, with every further argument appended. */
export const shout = defineFunction({
  summary: "Says it louder.",
  description: "Turns a text into upper case and appends all further texts.",
  parameters: {
    text: parameter(z.string(), { description: "What to say." }),
    times: parameter(z.nullable(z.int().check(z.gte(1))), {
      description: "How often; null: once.",
    }),
  },
  variadic: { name: "more", shape: z.string(), description: "What to add." },
  returns: z.array(z.string()),
  call: ({ text, times }, more) => {
    if (text === "") return { error: { text: "There is nothing to say.", parameter: "text" } };
    const loud = [text, ...more].join(" ").toUpperCase();
    return { result: Array.from({ length: times ?? 1 }, () => loud) };
  },
});
