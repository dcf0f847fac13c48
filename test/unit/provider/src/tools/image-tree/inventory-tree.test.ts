import { parseInventory } from "../../../../../../provider/src/tools/image-tree/inventory-tree";

test("parseInventory reads files, directories, links and what must not be there", () => {
  const fields = [
    ["etc", "d", "755", "4096", ""],
    ["etc/a\nb", "f", "4644", "12", ""],
    ["etc/l", "l", "777", "3", "a b"],
    ["dev/sda", "b", "660", "0", ""],
  ];
  expect(
    parseInventory(
      fields
        .flat()
        .map((field) => `${field}\0`)
        .join(""),
    ),
  ).toEqual([
    { path: "etc", kind: "directory", mode: 0o755, size: 0, target: undefined },
    { path: "etc/a\nb", kind: "file", mode: 0o4644, size: 12, target: undefined },
    { path: "etc/l", kind: "symlink", mode: 0o777, size: 0, target: "a b" },
    { path: "dev/sda", kind: "other", mode: 0o660, size: 0, target: undefined },
  ]);
});

test("parseInventory finds nothing in an empty directory", () => {
  expect(parseInventory("")).toEqual([]);
});
