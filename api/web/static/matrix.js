// Makes a table a grid that one key press enters: arrows move between cells, Home and End to the ends of a row, with
// Ctrl to the corners, page keys by ten rows. Without it every cell is a link that Tab reaches.

const PAGE = 10;

for (const table of document.querySelectorAll("table[data-grid]")) {
  const rows = [...table.rows].map((row) => [...row.cells].map(target));
  const links = rows.flat().filter((cell) => cell.matches("a"));
  if (!links.length) continue;
  table.setAttribute("role", "grid");
  // A link in a cell is what the cell does, so it is the link that is focused, one of them at a time by Tab.
  for (const link of links) link.tabIndex = -1;
  const box = table.closest("[tabindex]");
  box?.removeAttribute("tabindex");
  let current = rows.find((row) => row.some((cell) => cell.matches("td a")))?.find((cell) => cell.matches("td a")) ?? links[0];
  current.tabIndex = 0;
  for (const hint of document.querySelectorAll(".mx-keys")) hint.hidden = false;

  table.addEventListener("focusin", (event) => {
    if (!links.includes(event.target) || event.target === current) return;
    current.tabIndex = -1;
    current = event.target;
    current.tabIndex = 0;
  });

  table.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || !links.includes(event.target)) return;
    const row = rows.findIndex((cells) => cells.includes(event.target));
    const column = rows[row].indexOf(event.target);
    const next = moved(event, row, column);
    if (!next) return;
    event.preventDefault();
    next.focus();
    reveal(next, box, table);
  });

  function moved({ key, ctrlKey }, row, column) {
    const last = rows.length - 1;
    switch (key) {
      case "ArrowRight": return seek(row, column, 0, 1);
      case "ArrowLeft": return seek(row, column, 0, -1);
      case "ArrowDown": return seek(row, column, 1, 0);
      case "ArrowUp": return seek(row, column, -1, 0);
      case "PageDown": return seek(Math.min(row + PAGE, last + 1) , column, -1, 0);
      case "PageUp": return seek(Math.max(row - PAGE, -1), column, 1, 0);
      case "Home": return ctrlKey ? seek(-1, column === 0 ? 0 : 1, 1, 0) : seek(row, -1, 0, 1);
      case "End": return ctrlKey ? seek(last + 1, rows[row].length - 2, -1, 0) : seek(row, rows[row].length, 0, -1);
      default: return null;
    }
  }

  function seek(row, column, down, right) {
    for (let r = row + down, c = column + right; rows[r] && c >= 0 && c < rows[r].length; r += down, c += right) {
      if (rows[r][c].matches("a")) return rows[r][c];
    }
    return null;
  }
}

function target(cell) {
  return cell.querySelector("a") ?? cell;
}

// The headings stay in place while the rest scrolls: what is focused must not lie under them.
function reveal(link, box, table) {
  if (!box || link.closest("thead, th")) return;
  const head = table.tHead.getBoundingClientRect().height;
  const side = table.querySelector("tbody th")?.getBoundingClientRect().width ?? 0;
  const foot = table.tFoot?.getBoundingClientRect().height ?? 0;
  const frame = box.getBoundingClientRect();
  const cell = link.getBoundingClientRect();
  if (cell.top < frame.top + head) box.scrollTop -= frame.top + head - cell.top;
  if (cell.bottom > frame.bottom - foot) box.scrollTop += cell.bottom - frame.bottom + foot;
  if (cell.left < frame.left + side) box.scrollLeft -= frame.left + side - cell.left;
}
