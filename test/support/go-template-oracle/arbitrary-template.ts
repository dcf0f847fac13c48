import fc, { type Arbitrary } from "fast-check";

/** What an argument has to be for a call to have a chance. */
type Kind =
  | "text"
  | "int"
  | "any"
  | "list"
  | "dict"
  | "bool"
  | "float"
  | "pattern"
  | "version"
  | "range"
  | "size"
  | "fresh";

/** One-argument functions, by the kind of the argument. */
const simpleCalls: readonly (readonly [Kind, string])[] = [
  [
    "text",
    "trim upper lower title untitle nospace initials swapcase snakecase camelcase kebabcase b64enc",
  ],
  [
    "text",
    "b32enc sha1sum sha256sum adler32sum atoi base dir clean ext isAbs fromJson regexQuoteMeta",
  ],
  [
    "any",
    "toString toStrings toJson toPrettyJson toRawJson int int64 float64 toDecimal empty kindOf typeOf",
  ],
  [
    "any",
    "quote squote floor ceil add1 add1f sortAlpha not html js urlquery print println deepCopy len toYaml",
  ],
  ["list", "first last rest initial reverse uniq compact mustFirst mustUniq toYaml toPrettyJson"],
  ["dict", "toYaml toPrettyJson len toString"],
];

/** Other calls: the function and the kinds of its arguments. */
const longerCalls = `
  trimAll text text; trimSuffix text text; trimPrefix text text; repeat int text;
  substr int int text; trunc int text; abbrev int text; abbrevboth int int text;
  contains text text; hasPrefix text text; hasSuffix text text; cat any any any; indent int text;
  nindent int text; replace text text text; plural text text int; wrap int text;
  wrapWith int text text; split text text; splitn text int text; splitList text text;
  join text list; join text any; list any any; append list any; prepend list any;
  concat list list; without list any; has any list; chunk size list; index list int;
  index dict text; index text int; get dict text; hasKey dict text; pick dict text text;
  omit dict text; pluck text dict dict; merge fresh dict; mergeOverwrite fresh dict;
  dig text any dict; dig text text any dict; default any any; coalesce any any any;
  ternary any any bool; all any any; any any any; deepEqual any any; kindIs text any; eq any any;
  eq text text text; ne any any; lt int int; le text text; gt float float; ge any any;
  and any any; or any any any; add any int any; sub any any; mul any int; div any int;
  mod any int; max any any; min any any; maxf any float; minf any float; addf any float;
  subf any float; mulf any float; divf any float; round any int; until range;
  untilStep range range int; seq range; seq range range; seq range int range;
  regexMatch pattern text; regexFind pattern text; regexFindAll pattern text int;
  regexReplaceAll pattern text text; regexReplaceAllLiteral pattern text text;
  regexSplit pattern text int; semver version; semverCompare version version
`;

/** Calls that the real engine and ours must answer alike. */
const calls: readonly (readonly [string, readonly Kind[]])[] = [
  ...simpleCalls.flatMap(([kind, names]) =>
    names.split(" ").map((name): [string, Kind[]] => [name, [kind]]),
  ),
  ...longerCalls
    .trim()
    .split(";")
    .map((signature): [string, Kind[]] => {
      const [name = "", ...kinds] = signature.trim().split(/\s+/);
      return [name, kinds as Kind[]];
    }),
];

const words =
  "a b k abc foo_bar-baz a,b,c é日本ü 1 -2.5 true <&>'\" HTTPServer2xx $1 ${0}x /a/../b//c.tar.gz 😀 " +
  "1.2.3 0x1f 010 1_0 1e3 null \\ z no 2001-01-01 'q' #c - [x] *a é ß a: %d ~ .inf {}";

const texts = fc.oneof(
  fc.constantFrom(...words.split(" ")),
  fc.constantFrom(
    "",
    "Hello World",
    "  x y ",
    "x\ny\n",
    "a: b",
    "lorem ipsum dolor sit amet",
    "\t",
  ),
  fc.string({ maxLength: 6 }),
);

const integers = fc.integer({ min: -4, max: 14 }).map(String);
const patterns =
  "a [a-c]+ ^. x* (a)(b)? \\d+ \\s [[:alpha:]] (?i)HELLO \\bo o|l .$ \\W [^a-z_] (?P<first>\\w)\\w* " +
  "a{1,2} l+? \\. (?:an|b)+ \\p{Lu} [\\d.]+ (?s). \\x61 [-a] x{ [[:^x] \\Qa.b\\E \\pL";
const versions =
  "1.2.3 v1.2 1.2.3-rc.1 2 1.0.0+b1 0.2.3 0.0.3 1.2.3-rc.2 3.1.4-beta.2.x 01.2 1.2.x * 0";
const operators = "  >= < ~ ^ != <= > = ~> 1.x||2- >=1.0,< <2,!= =>";

const literals: Readonly<Record<Kind, Arbitrary<string>>> = {
  text: texts.map(goQuote),
  int: fc.oneof(integers, fc.constantFrom("0x1F", "'a'", "017", "1_0")),
  range: fc.integer({ min: -3, max: 6 }).map(String),
  size: fc.integer({ min: 1, max: 4 }).map(String),
  float: fc.constantFrom(..."1.5 -0.25 1e3 2.0 1e21 3.14159 0.1 1000000.0 1e-7".split(" ")),
  bool: fc.constantFrom("true", "false"),
  any: fc.constantFrom(...'nil true false 0 7 1.5 "" "a" (list) (dict) `raw`'.split(" ")),
  list: fc.constantFrom(
    ...["(list)", '(list 1 "a" nil)', "(list 3 1 2 1)", ".list", ".texts", "(until 3)"],
    '(splitList "," "b,a")',
  ),
  dict: fc.constantFrom(
    ...[
      "(dict)",
      '(dict "a" 1 "b" "x")',
      '(dict "k" (dict "a" 0) "z" (list 1))',
      ".map",
      ".missing",
    ],
  ),
  fresh: fc.constantFrom("(dict)", '(dict "a" 1 "k" "x")', '(dict "k" (dict "a" 0) "z" (list 1))'),
  pattern: fc.constantFrom(...patterns.split(" ")).map(goQuote),
  version: fc
    .tuple(fc.constantFrom(...operators.split(" ")), fc.constantFrom(...versions.split(" ")))
    .map(([operator, version]) => goQuote(operator + version)),
};

const fields = fc.constantFrom(
  ...".s .n .f .t .e .nil .missing .list .texts .map .map.k .map.z.y $ $.s $x $x . $x.k".split(" "),
  ...["$.missing.a", "(.map).k", "(index .list 0)", ".nil.x", ".s.x"],
);

/** A Go string literal. */
function goQuote(text: string): string {
  return JSON.stringify(text).replace(/\\u([\da-f]{4})/g, "\\u$1");
}

/* What a merge changes must be new, or the data would change or even come to hold itself. */
function operand(depth: number, kind: Kind): Arbitrary<string> {
  if (kind === "fresh") return literals.fresh;
  const leaf = fc.oneof({ weight: 6, arbitrary: literals[kind] }, { weight: 2, arbitrary: fields });
  if (depth === 0) return leaf;
  const nested = pipeline(depth - 1).map((inner) => `(${inner})`);
  return fc.oneof(
    { weight: 6, arbitrary: leaf },
    { weight: kind === "any" ? 4 : 1, arbitrary: nested },
  );
}

function call(depth: number): Arbitrary<string> {
  return fc
    .constantFrom(...calls)
    .chain(([name, kinds]) =>
      fc
        .tuple(...kinds.map((kind) => operand(depth, kind)))
        .map((args) => [name, ...args].join(" ")),
    );
}

const directive = fc
  .tuple(
    fc.constantFrom("", "", "-", "+", "0", " "),
    fc.constantFrom("", "", "6", "12"),
    fc.constantFrom("", "", ".2", ".0"),
    fc.constantFrom(..."v v s d q t T f e g x X o c U".split(" ")),
  )
  .map((parts) => `%${parts.join("")}`);

function format(depth: number): Arbitrary<string> {
  const values = fc.array(operand(depth, "any"), { maxLength: 3 });
  return fc
    .tuple(fc.array(directive, { maxLength: 3 }), values)
    .map(([directives, args]) =>
      ["printf", goQuote(`${directives.join("|")}%%`), ...args].join(" "),
    );
}

/** An expression that may stand in an action. */
export function pipeline(depth: number): Arbitrary<string> {
  const stage = fc.constantFrom(
    "quote",
    "upper",
    "default 1",
    "len",
    "toJson",
    "first",
    "int",
    "trim",
    "not",
    "print 1",
  );
  const start = fc.oneof(
    { weight: 6, arbitrary: call(depth) },
    { weight: 1, arbitrary: format(depth) },
    { weight: 1, arbitrary: operand(depth, "any") },
  );
  return fc
    .tuple(start, fc.array(stage, { maxLength: 1 }))
    .map(([first, stages]) => [first, ...stages].join(" | "));
}

const delimiters = fc.constantFrom(
  ["{{", "}}"],
  ["{{ ", " }}"],
  ["{{- ", " }}"],
  ["{{ ", " -}}"],
  ["{{- ", " -}}"],
);

function action(content: Arbitrary<string>): Arbitrary<string> {
  return fc.tuple(delimiters, content).map(([[open, close], inner]) => open + inner + close);
}

const text = fc.constantFrom("", " ", "\n", "text", " a\n\n b ", "}} { ", "é", "\t\n");

function block(depth: number, inRange: boolean): Arbitrary<string> {
  return fc.array(node(depth, inRange), { maxLength: 3 }).map((nodes) => nodes.join(""));
}

/** A control structure; `inBody` tells whether its body may jump, as a range's may. */
function control(
  depth: number,
  header: Arbitrary<string>,
  inRange: boolean,
  inBody = inRange,
): Arbitrary<string> {
  const otherwise = fc
    .tuple(action(fc.constant("else")), block(depth, inRange))
    .map((parts) => parts.join(""));
  return fc
    .tuple(
      action(header),
      block(depth, inBody),
      fc.option(otherwise, { nil: "" }),
      action(fc.constant("end")),
    )
    .map((parts) => parts.join(""));
}

function node(depth: number, inRange: boolean): Arbitrary<string> {
  const simple = [
    { weight: 3, arbitrary: text },
    { weight: 6, arbitrary: action(pipeline(2)) },
    { weight: 1, arbitrary: action(pipeline(1).map((inner) => `$x = ${inner}`)) },
    { weight: 1, arbitrary: action(pipeline(1).map((inner) => `$x := ${inner}`)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom("{{/* note */}}", " {{- /* a\nb */ -}}\n"),
    },
  ];
  const jumps = {
    weight: 1,
    arbitrary: fc.constantFrom("{{if $x}}{{break}}{{end}}", "{{if .}}{{continue}}{{end}}"),
  };
  if (depth === 0) return fc.oneof(...simple, ...(inRange ? [jumps] : []));
  const deeper = depth - 1;
  const range = fc.constantFrom("range ", "range $i := ", "range $i, $x := ");
  const rangeHeader = fc.tuple(range, operand(1, "list")).map((parts) => parts.join(""));
  return fc.oneof(
    ...simple,
    {
      weight: 2,
      arbitrary: control(
        deeper,
        pipeline(1).map((inner) => `if ${inner}`),
        inRange,
      ),
    },
    {
      weight: 1,
      arbitrary: control(
        deeper,
        pipeline(1).map((inner) => `with ${inner}`),
        inRange,
      ),
    },
    {
      weight: 1,
      arbitrary: control(
        deeper,
        operand(1, "dict").map((inner) => `with $y := ${inner}`),
        inRange,
      ),
    },
    { weight: 2, arbitrary: control(deeper, rangeHeader, inRange, true) },
    {
      weight: 1,
      arbitrary: control(
        deeper,
        operand(1, "dict").map((inner) => `range $k, $x := ${inner}`),
        inRange,
        true,
      ),
    },
  );
}

/** A whole template over `templateData`, with `$x` and the template "sub" at hand. */
export const arbitraryTemplate: Arbitrary<string> = fc
  .tuple(block(1, false), block(2, false))
  .map(
    ([called, body]) =>
      `{{define "sub"}}{{$x := 1}}${called}{{end}}{{$x := .s}}${body}{{template "sub" .}}`,
  );

/** The data that the generated templates refer to. */
export const templateData = {
  s: "hello",
  n: 3,
  f: 1.5,
  t: true,
  e: "",
  nil: null,
  list: ["a", 1, null, true],
  texts: ["b", "a", "b"],
  map: { k: "v", a: 0, z: { y: 1 } },
};
