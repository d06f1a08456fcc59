// The renderer as a bundle of its own, for pages and stand-alone files that only show a network.
export { decode } from "./data";
export { create, defaultNodes, defaultSizes, defaultTies, rgba, tieOpacity } from "./renderer";
