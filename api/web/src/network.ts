// The renderer as a bundle of its own, for tests and benchmarks that only show a network.
export { decode } from "./data";
export { create, defaultNodes, defaultSizes, defaultTies, rgba, tieOpacity } from "./renderer";
