import { UNKNOWN } from "../../../../../provider/sdk";
import { stillToCome } from "../../../../../provider/src/resources/progress";

const planned = { id: null, version: "v1.20.2" };

describe("what an unfinished object has yet to make", () => {
  it("is unknown, so that what refers to it is planned after it", () => {
    expect(stillToCome({ ready: UNKNOWN }, planned, ["id", "version"])).toEqual({ id: UNKNOWN });
  });

  it("is nothing once the object is ready: a null stays a null", () => {
    expect(stillToCome({ ready: true }, planned, ["id", "version"])).toEqual({});
  });
});
