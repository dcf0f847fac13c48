/** A page of the documentation. */
export interface Page {
  /** Below `docs/`. */
  readonly path: string;
  /** Markdown. */
  readonly text: string;
}

/** What the registry reads from the top of a page. */
export interface FrontMatter {
  readonly title: string;
  /** One line, which is also what a search shows. */
  readonly description: string;
}

/** A page from its parts; empty parts are left out. */
export function page(path: string, front: FrontMatter, parts: readonly string[]): Page {
  const head = [
    "---",
    `page_title: ${JSON.stringify(front.title)}`,
    'subcategory: ""',
    `description: ${JSON.stringify(front.description)}`,
    "---",
  ].join("\n");
  const body = parts.map((part) => part.trim()).filter((part) => part !== "");
  return { path, text: `${[head, GENERATED, ...body].join("\n\n")}\n` };
}

/** Code with a language, for a page. */
export function fenced(language: string, code: string): string {
  return `\`\`\`${language}\n${code.trim()}\n\`\`\``;
}

/** The first sentence of a description, without marks of Markdown. */
export function firstSentence(description: string): string {
  return (/^.*?\.(?=\s|$)/s.exec(description)?.[0] ?? description).replaceAll("`", "");
}

const GENERATED = "<!-- Written by `npm run generate`. -->";
