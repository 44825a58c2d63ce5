"use strict";
/* 인쇄와 복사: 누른 사람의 일만 한다. */
(() => {
  async function copy(button) {
    const text = document.getElementById(button.dataset.copy);
    text.select();
    try { await navigator.clipboard.writeText(text.value); } catch { document.execCommand("copy"); }
    button.textContent = "복사했습니다";
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-print], [data-copy]");
    if (!button) return;
    if (button.dataset.copy) copy(button); else window.print();
  });
})();
