export { gatherFacts } from "./gather-facts";
