// Fills in the parts of a page that take long once they come into view; without it each is a link to a page of its own.

const MOST = 120;

const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    load(target);
  }
}, { rootMargin: "300px" });

for (const part of document.querySelectorAll("[data-part]")) seen.observe(part);

async function load(part) {
  part.setAttribute("aria-busy", "true");
  for (let turn = 0; turn < MOST; turn++) {
    const answer = await fetch(part.dataset.part).catch(() => null);
    if (!answer?.ok) break;
    const html = await answer.text();
    if (answer.status === 202) {
      if (turn === 0) part.innerHTML = html;
      await new Promise((go) => setTimeout(go, 1000 * Number(answer.headers.get("Retry-After") ?? 1)));
      continue;
    }
    part.innerHTML = html;
    part.removeAttribute("aria-busy");
    return;
  }
  part.removeAttribute("aria-busy");
  const link = document.createElement("a");
  link.href = part.dataset.page;
  link.textContent = part.dataset.failed;
  part.replaceChildren(link);
}
