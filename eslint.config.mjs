import tseslint from "typescript-eslint";

const noDefaultExport = {
  selector: "ExportDefaultDeclaration",
  message: "Export by name: a default export has no name to search for.",
};

export default tseslint.config(
  {
    ignores: [
      "node_modules",
      "dist",
      "coverage",
      "**/generated/**",
      "**/cdktf.out/**",
      "**/*.{js,cjs,mjs}",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "no-console": "error",
      "no-restricted-syntax": ["error", noDefaultExport],
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "zod",
              message: 'Import * as z from "zod/mini": the full build adds 40 ms to every start.',
            },
          ],
        },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    // Planning is a function of its arguments: no effects, clock, randomness or exceptions.
    files: ["provider/src/plan/**/*.ts", "provider/src/domain/**/*.ts"],
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "process", message: "Pass what is needed as a parameter." },
      ],
      "no-restricted-syntax": [
        "error",
        noDefaultExport,
        { selector: ":function[async=true]", message: "Planning does no I/O." },
        { selector: "ThrowStatement", message: "Return an Issue." },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "Pass the time in.",
        },
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: "Pass the time in.",
        },
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: "Pass it in.",
        },
      ],
    },
  },
  {
    files: ["test/**/*.ts", "scripts/**/*.ts", "bench/**/*.ts", "lab/**/*.ts", "examples/**/*.ts"],
    rules: {
      "no-console": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/explicit-module-boundary-types": "off",
    },
  },
);
