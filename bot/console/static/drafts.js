"use strict";
/* 쓰던 글: 사람, 건, 종류(답장·메모)마다 따로 이 PC에만 둔다. 답장과 메모는 섞이지 않는다. 로그아웃하면 지운다. */
(() => {
  const PREFIX = "desk:draft:", KEEP_MS = 24 * 3600 * 1000;

  function keyOf(form) {
    const open = form.closest("#case");
    return open ? `${PREFIX}${document.body.dataset.staff}:${open.dataset.number}:${form.dataset.draft}` : "";
  }
  function newToken() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }
  function read(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  }
  function keep(form) {
    const text = form.elements.text.value, key = keyOf(form);
    if (!text) return localStorage.removeItem(key);
    /* 글이 제 열쇠를 지닌다: 끊겼다가 다시 보내도 한 번만 간다 */
    const draft = read(key) || { token: newToken() };
    localStorage.setItem(key, JSON.stringify({ token: draft.token, text, at: Date.now() }));
    form.elements.token.value = draft.token;
  }
  function restore() {
    for (const form of document.querySelectorAll("form[data-draft]")) {
      const draft = read(keyOf(form));
      if (!draft) continue;
      form.elements.token.value = draft.token;
      if (!form.elements.text.value) form.elements.text.value = draft.text;
    }
  }
  function tidy(all) {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
      const draft = read(key);
      if (all || !draft || Date.now() - draft.at > KEEP_MS) localStorage.removeItem(key);
    }
  }

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && form.dataset.draft) keep(form);
  });
  document.addEventListener("htmx:after:request", (event) => {
    const form = event.detail.ctx.sourceElement, status = event.detail.ctx.response.status;
    if (!form.dataset || !form.dataset.draft) return;
    /* 거절된 글의 열쇠는 쓰였다: 고쳐서 다시 보내려면 새 열쇠가 있어야 한다 */
    const draft = read(keyOf(form));
    if (status === 409 && draft) localStorage.setItem(keyOf(form), JSON.stringify({ ...draft, token: newToken() }));
    if (status !== 200) return;
    localStorage.removeItem(keyOf(form));
    form.elements.text.value = "";
  });
  document.addEventListener("htmx:after:swap", restore);
  document.addEventListener("submit", (event) => { if (event.target.id === "sign-out") tidy(true); });
  document.addEventListener("DOMContentLoaded", () => { tidy(false); restore(); });
})();
