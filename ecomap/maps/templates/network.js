"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { page, words } = data;
  const actors = new Map(page.actors.map((actor) => [actor.id, actor]));
  const edges = data.edges.map((edge, id) => ({ ...edge, id, color: { color: edge.color, opacity: 0.35, highlight: edge.color } }));
  const alters = new Map(page.actors.map((actor) => [actor.id, new Set()]));
  for (const edge of edges) {
    alters.get(edge.from).add(edge.to);
    alters.get(edge.to).add(edge.from);
  }
  const nodeSet = new vis.DataSet(data.nodes.map((node) => ({ ...node, font: { size: 15, strokeWidth: 4, strokeColor: "#fbfcfc" } })));
  const edgeSet = new vis.DataSet(edges);
  const network = new vis.Network(document.getElementById("network"), { nodes: nodeSet, edges: edgeSet }, {
    physics: { enabled: false },
    layout: { improvedLayout: false },
    edges: { smooth: false, arrows: { to: { scaleFactor: 0.35 } } },
    interaction: { hideEdgesOnDrag: true, hideEdgesOnZoom: true, keyboard: { enabled: true, bindToWindow: false }, multiselect: false },
  });
  document.getElementById("legend").open = matchMedia("(min-width: 42rem)").matches;
  const byId = (id) => document.getElementById(id);
  const set = (id, text) => { byId(id).textContent = text; };

  function nameAll(zoomedIn) {
    const changed = [];
    for (const actor of page.actors) {
      if (!actor.labelled) changed.push({ id: actor.id, label: zoomedIn ? actor.name : " " });
    }
    nodeSet.update(changed);
  }
  function nameDistricts(canvas) {
    const scale = network.getScale();
    if (scale > 0.9 || page.focus) return;
    canvas.font = `600 ${14 / scale}px "Noto Sans KR", "NanumGothic", sans-serif`;
    canvas.textAlign = "center";
    canvas.lineJoin = "round";
    canvas.lineWidth = 4 / scale;
    canvas.strokeStyle = "#ffffffd9";
    canvas.fillStyle = "#1d2730";
    for (const { name, x, y } of page.districts) {
      canvas.strokeText(name, x, y);
      canvas.fillText(name, x, y);
    }
  }
  network.on("afterDrawing", nameDistricts);
  let named = false;
  network.on("zoom", ({ scale }) => {
    const wanted = scale > 1.4;
    if (wanted !== named) { named = wanted; nameAll(named); }
  });

  function show(id, move) {
    const actor = actors.get(id);
    if (!actor) return;
    network.selectNodes([id]);
    if (move) network.focus(id, { scale: 1.1, animation: !matchMedia("(prefers-reduced-motion: reduce)").matches });
    set("card-name", actor.name);
    set("card-other", actor.other_name);
    set("card-kind", page.kinds[actor.kind]);
    set("card-district", actor.district);
    set("card-fields", actor.fields);
    set("card-degree", actor.degree);
    const link = byId("card-page");
    link.hidden = !page.base;
    if (page.base) link.href = `${page.base}/actors/${encodeURIComponent(id)}?lang=${page.lang}`;
    const list = byId("card-alters");
    list.replaceChildren();
    for (const other of [...alters.get(id)].sort((a, b) => actors.get(b).degree - actors.get(a).degree).slice(0, 40)) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = actors.get(other).name;
      button.addEventListener("click", () => show(other, true));
      const item = document.createElement("li");
      item.append(button);
      list.append(item);
    }
    byId("card").hidden = false;
  }
  network.on("selectNode", ({ nodes }) => show(nodes[0], false));
  function hide() { byId("card").hidden = true; network.unselectAll(); }
  network.on("deselectNode", hide);
  byId("close").addEventListener("click", hide);

  const find = byId("find");
  const matches = byId("matches");
  let chosen = -1;
  const fold = (text) => text.normalize("NFC").toLowerCase().replace(/\s+/g, "");
  const folded = page.actors.map((actor) => [fold(`${actor.name} ${actor.other_name}`), actor]);
  function mark(index) {
    const items = [...matches.querySelectorAll("[role=option]")];
    chosen = items.length ? (index + items.length) % items.length : -1;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
    if (chosen >= 0) find.setAttribute("aria-activedescendant", items[chosen].id);
    else find.removeAttribute("aria-activedescendant");
  }
  function clear() { matches.replaceChildren(); find.setAttribute("aria-expanded", "false"); mark(0); }
  find.addEventListener("input", () => {
    clear();
    const wanted = fold(find.value);
    if (wanted.length < 2) return;
    const found = folded.filter(([text]) => text.includes(wanted)).map(([, actor]) => actor).sort((a, b) => b.degree - a.degree).slice(0, 8);
    find.setAttribute("aria-expanded", "true");
    found.forEach((actor, i) => {
      const item = document.createElement("li");
      item.id = `match-${i}`;
      item.setAttribute("role", "option");
      item.textContent = actor.name;
      item.dataset.actor = actor.id;
      item.addEventListener("click", () => { show(actor.id, true); clear(); });
      matches.append(item);
    });
    if (found.length) { mark(0); return; }
    const none = document.createElement("li");
    none.textContent = words.nothing;
    matches.append(none);
  });
  find.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { mark(chosen + 1); event.preventDefault(); }
    if (event.key === "ArrowUp") { mark(chosen - 1); event.preventDefault(); }
    if (event.key === "Escape") clear();
    if (event.key === "Enter" && chosen >= 0) {
      show(matches.querySelectorAll("[role=option]")[chosen].dataset.actor, true);
      clear();
    }
  });

  const off = new Set();
  for (const button of document.querySelectorAll(".type")) {
    button.addEventListener("click", () => {
      const type = button.dataset.type;
      if (!off.delete(type)) off.add(type);
      button.setAttribute("aria-pressed", String(!off.has(type)));
      edgeSet.update(edges.filter((edge) => edge.type === type).map((edge) => ({ id: edge.id, hidden: off.has(type) })));
      document.body.dataset.hiddenTypes = [...off].join(" ");
    });
  }
  network.once("afterDrawing", () => {
    document.body.dataset.ready = "yes";
    if (page.focus) show(page.focus, false);
  });
})();
