import { expandPlaceholders } from "../../../../../provider/src/domain/placeholders";

const environment = { NAME: "cilium", A: "1", EMPTY: "" };

describe("placeholders in commands and labels", () => {
  it.each([
    ["helm install $(NAME)", "helm install cilium"],
    ["helm install ${NAME}", "helm install cilium"],
    ["helm install $NAME --set a=$A", "helm install cilium --set a=1"],
    ["$(EMPTY)|", "|"],
    ["echo $$NAME", "echo $NAME"],
    ["echo $(UNKNOWN) ${UNKNOWN} $UNKNOWN", "echo $(UNKNOWN) $(UNKNOWN) $(UNKNOWN)"],
    ["$(NAME)$A${A}", "cilium11"],
    ["costs 5$ or $1", "costs 5$ or $1"],
    ["$(not closed ${nor this", "$(not closed ${nor this"],
    ["$(with space)", "$(with space)"],
  ])("of %j read %j", (text, expanded) => {
    expect(expandPlaceholders(text, environment)).toBe(expanded);
  });

  it("do not take members of every object for names", () => {
    expect(expandPlaceholders("$(constructor) $toString", {})).toBe("$(constructor) $(toString)");
  });
});
