// Makes the forms quicker: look-alikes and suggestions while typing, drafts kept by themselves. Without it they work too.

const form = document.querySelector("form.record");
const PAUSE = 400;
const KEEP_AFTER = 1500;
const BROWSER_KEY = `ecomap-form:${form.dataset.form}`;
const UNKEPT = new Set(["do", "take", "sure", "base", "tag", "key", "draft", "ties", "subject", "source"]);
const IDENTITY = new Set(["name_ko", "name_en", "aliases", "registration_number", "phone", "address", "located_in", "works_in"]);
const language = document.documentElement.lang;
let sending = false;

function later(work, pause) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...given), pause);
  };
}

function told() {
  return new URLSearchParams(new FormData(form));
}

function typed() {
  return [...new FormData(form)].filter(([name]) => !UNKEPT.has(name) && !name.includes("csrf"));
}

// The words change only where they say something else: a screen reader is to read them once, not at every pause.
function say(state, words) {
  form.dataset.state = state;
  const status = form.querySelector("[data-status]");
  if (status.textContent !== words) status.textContent = words;
}

// --- look-alikes

let asked = 0;
async function lookForAlike() {
  const turn = ++asked;
  const answer = await fetch(form.dataset.alike, { method: "POST", body: told() }).catch(() => null);
  if (!answer?.ok || turn !== asked) return;
  const place = document.getElementById("alike");
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  place.innerHTML = await answer.text();
  if (focused?.name) place.querySelector(`[name="${CSS.escape(focused.name)}"][value="${CSS.escape(focused.value)}"]`)?.focus();
  const count = place.querySelectorAll(".alike > ul > li").length;
  const words = count ? form.dataset.alikeSome.replace("{count}", count) : form.dataset.alikeNone;
  form.querySelector("[data-alike-status]").textContent = words;
}

// --- suggestions

const lists = { actors: "actor", places: "place", fields: "field" };
const whole = new Map([...form.querySelectorAll("datalist")].map((list) => [list.id, [...list.children]]));

async function suggest(box) {
  const list = document.getElementById(box.getAttribute("list"));
  const query = new URLSearchParams({ of: lists[list.id], q: box.value });
  const answer = await fetch(`${form.dataset.suggest}?${query}`).catch(() => null);
  if (!answer?.ok) return;
  const { items } = await answer.json();
  const options = items.map((item) => {
    const option = document.createElement("option");
    option.value = item.label[language] || item.label.ko;
    option.label = item.note[language] || "";
    return option;
  });
  const found = new Set(options.map((option) => option.value));
  list.replaceChildren(...options, ...whole.get(list.id).filter((option) => !found.has(option.value)));
}

// --- drafts

let turns = 0;
async function keep() {
  if (sending || form.dataset.state === "kept") return;
  const turn = turns;
  const body = told();
  for (const name of ["do", "take", "sure"]) body.delete(name);
  body.set("of", form.dataset.form);
  const answer = await fetch(form.dataset.draft, { method: "POST", body, keepalive: body.toString().length < 60_000 }).catch(() => null);
  if (sending) return;
  if (answer?.ok && answer.headers.get("content-type")?.startsWith("application/json")) {
    form.elements.draft.value = (await answer.json()).draft;
    if (turn !== turns) return; // more was typed meanwhile
    localStorage.removeItem(BROWSER_KEY);
    say("kept", form.dataset.saved);
  } else {
    say("here", form.dataset.unsaved);
  }
}

function keepHere() {
  try {
    localStorage.setItem(BROWSER_KEY, JSON.stringify(typed()));
  } catch {
    // A browser that keeps nothing has the drafts of the server still.
  }
}

function restore(values) {
  const seen = new Map();
  for (const [name, value] of values) {
    const at = seen.get(name) ?? 0;
    seen.set(name, at + 1);
    const boxes = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    if (boxes[0]?.type === "radio") boxes.forEach((box) => (box.checked = box.value === value));
    else if (boxes[at]) boxes[at].value = value;
  }
  form.querySelectorAll("details.group").forEach((group) => {
    if ([...group.querySelectorAll("input, textarea")].some((box) => box.value && box.type !== "checkbox")) group.open = true;
  });
}

function offerToRestore() {
  const bar = form.querySelector(".restore");
  // A page that answers what was sent has all of it in its boxes, and the server has it as a draft.
  if (document.querySelector("#summary, #clash")) localStorage.removeItem(BROWSER_KEY);
  const left = localStorage.getItem(BROWSER_KEY);
  if (!left || left === JSON.stringify(typed())) return;
  bar.hidden = false;
  bar.querySelector("[data-restore]").addEventListener("click", () => {
    restore(JSON.parse(left));
    bar.hidden = true;
    changed({ target: form.elements.name_ko ?? form });
  });
  bar.querySelector("[data-forget]").addEventListener("click", () => {
    localStorage.removeItem(BROWSER_KEY);
    bar.hidden = true;
  });
}

// --- one kind's own boxes

function showKind() {
  const kind = form.elements.kind?.value;
  if (!kind) return;
  form.querySelectorAll("details[data-kind]").forEach((group) => (group.hidden = group.dataset.kind !== kind));
}

// --- one more box without a new page

function oneMoreBox(button) {
  const boxes = button.closest("[data-many]").querySelectorAll(".one");
  const fresh = boxes[0].cloneNode(true);
  const number = boxes.length + 1;
  const [box, label] = [fresh.querySelector("input"), fresh.querySelector("label")];
  box.id = `f-${box.name}-${number}`;
  box.value = "";
  box.removeAttribute("aria-invalid");
  label.htmlFor = box.id;
  label.textContent = label.textContent.replace(/\d+$/, number);
  boxes[boxes.length - 1].after(fresh);
  box.focus();
}

const looking = later(lookForAlike, PAUSE);
const keeping = later(keep, KEEP_AFTER);
const suggesting = later(suggest, PAUSE / 2);

function changed({ target }) {
  turns += 1;
  form.dataset.state = "typing";
  keepHere();
  keeping();
  const about = IDENTITY.has(target.name) || target.name === "kind";
  if (form.dataset.alike && about) looking();
  if (target.name === "kind") showKind();
  if (lists[target.getAttribute?.("list")]) suggesting(target);
}

form.addEventListener("input", changed);
form.addEventListener("click", (event) => {
  const button = event.target.closest("button[value^=more-]");
  if (button?.closest("[data-many]")) {
    event.preventDefault();
    oneMoreBox(button);
  }
});
form.addEventListener("submit", () => {
  // What is being sent stays in this browser until a page says that it was taken: the login may have expired.
  sending = true;
  keepHere();
  sessionStorage.setItem("ecomap-sent", BROWSER_KEY);
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && form.dataset.state === "typing") keep();
});
addEventListener("pageshow", () => (sending = false));

showKind();
offerToRestore();
document.querySelector("#clash, #summary")?.focus();
