"use strict";
/* 답장에 글 넣기: 찾기 창을 열고, 고른 글을 쓰던 자리에 넣는다. 보내는 일은 사람이 한다. */
(() => {
  const box = () => document.getElementById("text-reply");

  function open() {
    const dialog = document.getElementById("picker");
    if (!dialog || dialog.open) return;
    dialog.showModal();
    document.body.dispatchEvent(new CustomEvent("deskpick"));
    document.getElementById("picker-query").focus();
  }

  function insert(words) {
    const area = box();
    if (!area) return;
    const before = area.value.slice(0, area.selectionStart);
    const gap = before && !/\s$/.test(before) ? "\n" : "";
    area.setRangeText(gap + words, area.selectionStart, area.selectionEnd, "end");
    /* 쓰던 글로 남도록: 넣은 글도 적은 글이다 */
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-picker], [data-insert]");
    if (!target) return;
    if (target.hasAttribute("data-picker")) return open();
    insert(target.dataset.insert);
    document.getElementById("picker").close();
    box().focus();
  });
  /* 남긴 것은 칸에 남지 않는다; 쓰던 글(data-draft)은 drafts.js가 맡는다 */
  document.addEventListener("htmx:after:request", (event) => {
    const { sourceElement: form, request, response } = event.detail.ctx;
    if (request.method !== "GET" && response.status === 200 && form.tagName === "FORM" && !form.dataset.draft) form.reset();
  });
  document.addEventListener("htmx:after:request", (event) => {
    const later = document.getElementById("later");
    if (event.detail.ctx.sourceElement.id !== "form-reply" || event.detail.ctx.response.status !== 200 || !later) return;
    later.open = false;
    later.querySelector("input").value = "";
  });
  document.addEventListener("keydown", (event) => {
    /* 찾기 칸의 Enter는 창을 닫지도, 보내지도 않는다 (한글을 짓는 중에도) */
    if (event.key === "Enter" && event.target.id === "picker-query") event.preventDefault();
  });
})();
