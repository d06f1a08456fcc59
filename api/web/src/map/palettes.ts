/** Colours that colour-blind readers tell apart. */

/** Nine hues for groups without a colour of their own. */
export const GROUPS = ["#4477aa", "#cc6677", "#117733", "#ddaa33", "#882255", "#44aa99", "#332288", "#999933", "#aa4499"];
/** What belongs to no group, or has no value. */
export const NOTHING = "#a9b4bc";
/** Six steps from little to much; lightness falls all along. */
export const STEPS = ["#b8d94a", "#63c466", "#2aa386", "#26788e", "#3e4a89", "#440154"];

/** Give nearby groups different hues: each takes the one whose nearest user is farthest away, the largest first. */
export function spread(groups: readonly { x: number; y: number; count: number }[]): string[] {
  const order = groups.map((_, index) => index).sort((a, b) => groups[b]!.count - groups[a]!.count);
  const given = new Array<number>(groups.length).fill(-1);
  for (const index of order) {
    const here = groups[index]!;
    const room = GROUPS.map((_, hue) => {
      const users = groups.filter((_, other) => given[other] === hue);
      return Math.min(9, ...users.map((other) => Math.hypot(other.x - here.x, other.y - here.y)));
    });
    given[index] = room.indexOf(Math.max(...room));
  }
  return given.map((hue) => GROUPS[hue]!);
}
