export { createFanOut, type FanOut, type FanOutMember } from "./fan-out";
