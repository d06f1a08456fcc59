/** The window for taking the map along: address, pictures, files, embedding, a saved view. */

import type { App } from "./app";
import { addressOf, filterQuery, onlyHere } from "./asking";
import { button, el, icon, refill, type Child } from "./dom";
import type { Look } from "./look";
import { toPng, toSvg } from "./poster";
import { exportLinks } from "./selection";
import { fitsAddress } from "./state";
import { href, t } from "./words";

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Return the address of the map as a page of its own, also from inside another. */
export function pageAddress(): string {
  return `${location.origin}/map${location.search}`;
}

/** Return the address of the map as an embedded page. */
export function embedAddress(): string {
  return `${location.origin}/embed/map${location.search}`;
}

/** The window; it is filled anew each time it opens, since the address has changed meanwhile. */
export class Share {
  readonly node = el("dialog", { class: "window", "aria-labelledby": "share-title" });
  private told = el("p", { class: "told", role: "status" });

  constructor(
    private app: App,
    private look: Look,
    private stage: HTMLElement,
  ) {
    // A click on the veil around the window closes it, as its button does.
    this.node.addEventListener("click", (event) => event.target === this.node && this.node.close());
  }

  open(): void {
    this.told.textContent = "";
    refill(this.node, this.body());
    this.node.showModal();
  }

  private body(): HTMLElement {
    const { app } = this;
    return el(
      "div",
      { class: "window-body" },
      el("header", {}, el("h2", { id: "share-title" }, t("share")), button(icon("close"), () => this.node.close(), { class: "icon-button", "aria-label": t("close") })),
      this.told,
      this.copied("share-address", t("address"), t(fitsAddress(app.state.picked) ? "address_help" : "address_without"), pageAddress(), t("copy_address")),
      el("h3", {}, t("pictures")),
      el("p", { class: "hint" }, t("pictures_help")),
      el(
        "p",
        { class: "chips" },
        button("PNG", () => void this.png(), { class: "chip" }),
        button("SVG", () => save(new Blob([toSvg(app, this.look, this.stage)], { type: "image/svg+xml" }), "ecomap.svg"), { class: "chip" }),
        el("a", { class: "chip", href: addressOf("/api/v1/maps/network.html", filterQuery(app)), download: "ecomap.html" }, t("stand_alone")),
      ),
      el("h3", {}, t("files")),
      el("p", { class: "hint" }, onlyHere(app) ? t("files_help_here") : t("files_help")),
      exportLinks(app, []),
      ...this.elsewhere(),
    );
  }

  private elsewhere(): Child[] {
    if (this.app.setup.embed) return [];
    const code = `<iframe src="${embedAddress().replaceAll("&", "&amp;")}" width="100%" height="600" title="${t("poster_title")}" loading="lazy"></iframe>`;
    return [
      this.copied("share-embed", t("embed"), t("embed_help"), code, t("copy_code")),
      el("h3", {}, t("keep_view")),
      el("p", { class: "hint" }, t("keep_view_help")),
      el("p", { class: "chips" }, el("a", { class: "chip main", href: href("/views/new", { address: `/map${location.search}` }) }, t("save_view"))),
    ];
  }

  private copied(id: string, label: string, help: string, value: string, act: string): HTMLElement {
    const box = el("input", { id, readonly: true, value, focus: () => box.select() });
    return el(
      "div",
      { class: "copied" },
      el("h3", {}, el("label", { for: id }, label)),
      el("p", { class: "hint" }, help),
      el("p", { class: "chips" }, box, button(act, () => void this.copy(box), { class: "chip" })),
    );
  }

  private async copy(box: HTMLInputElement): Promise<void> {
    try {
      await navigator.clipboard.writeText(box.value);
      this.told.textContent = t("copied");
    } catch {
      box.focus();
      this.told.textContent = t("copy_yourself"); // the box is selected; the keys of the system copy it
    }
  }

  private async png(): Promise<void> {
    this.told.textContent = t("drawing");
    save(await toPng(this.app, this.look, this.stage), "ecomap.png");
    this.told.textContent = t("saved");
  }
}
