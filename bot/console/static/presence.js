"use strict";
/* 같은 건을 누가 보고 있고 누가 쓰는지: 서버는 기억에만 두고, 떠나면 바로 잊는다. */
(() => {
  const STILL_HERE_MS = 20000, TYPING_MS = 6000, TELL_AGAIN_MS = 4000;
  let typing = false, told = 0, stopping = 0;

  const number = () => { const open = document.querySelector("#case"); return open ? open.dataset.number : ""; };
  const address = (query) => `/staff/live/case/${number()}/who?${query}`;

  async function look() {
    if (!number() || document.hidden) return;
    told = Date.now();
    try {
      const answer = await fetch(address(typing ? "typing=1" : ""), { headers: { "HX-Request": "true" } });
      const who = document.querySelector("#who");
      if (answer.ok && who) who.outerHTML = await answer.text();
    } catch { /* 끊겼으면 다음 번에 */ }
  }
  function leave() {
    if (number()) fetch(address("gone"), { headers: { "HX-Request": "true" }, keepalive: true }).catch(() => {});
  }
  function stop() { if (typing) { typing = false; look(); } }

  document.addEventListener("input", (event) => {
    if (event.target.tagName !== "TEXTAREA" || !event.target.closest("#composer")) return;
    clearTimeout(stopping);
    stopping = setTimeout(stop, TYPING_MS);
    if (!typing || Date.now() - told > TELL_AGAIN_MS) { typing = true; look(); }
  });
  document.addEventListener("DOMContentLoaded", () => {
    document.body.addEventListener("deskwho", (event) => { if (event.detail === number()) look(); });
    document.addEventListener("visibilitychange", () => (document.hidden ? leave() : look()));
    addEventListener("pagehide", leave);
    setInterval(look, STILL_HERE_MS);
    look();
  });
})();
