import { describe } from "vitest";
import { holdToContract } from "./contract.ts";

describe("node:http", () => {
  holdToContract("node:http", undefined);
});
describe("node:http over TLS", () => {
  holdToContract("node:http", "adhoc");
});
