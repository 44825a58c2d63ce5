"use strict";
/* 상담석을 살아 있게: 바뀐 것을 듣고, 알리고, 글쇠를 듣는다. 글자 글쇠 하나만으로는 아무 일도 하지 않는다. */
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const POLL_MS = 15000, RING_MS = 20000;
  let seen = new Set(), sound = false, audio = null, hideToast = 0;

  function toast(words, ok) {
    const box = $("#toast");
    box.textContent = words;
    box.className = ok ? "show" : "show bad";
    clearTimeout(hideToast);
    hideToast = setTimeout(() => { box.className = ""; }, ok ? 3500 : 9000);
  }

  /* 펼친 건은 곧바로, 목록은 띄엄띄엄 새로 받는다: 열린 화면이 많으면 서버가 알려 준 시간(spread) 안에서 서로 비켜 간다.
     htmx가 솎아 낸 마지막 것을 놓치지 않도록 펼친 건은 조용해지면 한 번 더 본다 */
  const QUEUE_MS = 400;
  let again = 0, asked = 0, waiting = 0;
  function changed(number, spread) {
    queueChanged(spread);
    caseChanged(number);
    clearTimeout(again);
    again = setTimeout(() => caseChanged(number), 600);
  }
  function queueChanged(spread) {
    if (waiting) return;
    waiting = setTimeout(() => {
      waiting = 0;
      asked = Date.now();
      document.body.dispatchEvent(new CustomEvent("deskchanged"));
    }, Math.max(0, asked + QUEUE_MS - Date.now()) + Math.random() * spread);
  }
  function caseChanged(number) {
    const open = $("#case");
    if (open && (!number || number === open.dataset.number)) document.body.dispatchEvent(new CustomEvent("deskcase"));
  }

  function state(words, lost) {
    const box = $("#link-state");
    if (box) { box.textContent = words; box.classList.toggle("lost", lost); }
  }

  function listen() {
    const source = new EventSource("/staff/live");
    const heard = (event) => { const told = JSON.parse(event.data); changed(told.number || "", told.spread_ms || 0); };
    source.addEventListener("hello", (event) => { state("실시간", false); heard(event); });
    source.addEventListener("changed", heard);
    source.addEventListener("who", (event) => document.body.dispatchEvent(new CustomEvent("deskwho", { detail: JSON.parse(event.data).number })));
    source.addEventListener("ended", () => { source.close(); state("로그인이 끝났습니다", true); location.reload(); });
    source.addEventListener("error", () => state("연결 끊김 · 15초마다 새로 고침", true));
    setInterval(() => { if (source.readyState !== EventSource.OPEN) changed("", 0); }, POLL_MS);
  }

  /* 경보: 제목의 숫자와 소리로. 제목에는 수만 적는다. */
  function ringing() {
    const alarm = $("[data-alerts]");
    return alarm ? alarm.dataset.alerts.split(" ").filter(Boolean) : [];
  }
  function beep() {
    if (!sound || !audio) return;
    [0, 0.25].forEach((after) => {
      const tone = audio.createOscillator(), gain = audio.createGain(), at = audio.currentTime + after;
      tone.frequency.value = 880; gain.gain.setValueAtTime(0.25, at); gain.gain.exponentialRampToValueAtTime(0.001, at + 0.2);
      tone.connect(gain).connect(audio.destination); tone.start(at); tone.stop(at + 0.2);
    });
  }
  function look() {
    const now = ringing();
    document.title = (now.length ? `(${now.length}) ` : "") + document.title.replace(/^\(\d+\) /, "");
    if (now.some((number) => !seen.has(number))) { beep(); document.dispatchEvent(new CustomEvent("deskalarm", { detail: now.length })); }
    seen = new Set(now);
  }
  function soundButton() {
    const button = $("#sound");
    if (!button) return;
    const show = () => { button.textContent = sound ? "알림 소리 켜짐" : "알림 소리 꺼짐"; button.setAttribute("aria-pressed", String(sound)); };
    const wake = () => { audio ||= new AudioContext(); audio.resume(); };
    sound = localStorage.getItem("desk:sound") === "on";
    if (sound) document.addEventListener("pointerdown", wake, { once: true });
    button.addEventListener("click", () => { sound = !sound; localStorage.setItem("desk:sound", sound ? "on" : "off"); if (sound) { wake(); beep(); } show(); });
    show();
  }

  function step(by) {
    const links = [...document.querySelectorAll("#queue .items .item a")];
    if (!links.length) return;
    const at = links.findIndex((link) => link.getAttribute("aria-current") || link === document.activeElement);
    const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by))];
    if (next && next !== links[at]) next.click();
  }
  function keys(event) {
    /* 한글을 짓는 중에는 어떤 글쇠도 우리 것이 아니다 */
    if (event.isComposing || event.keyCode === 229) {
      /* 조합을 끝내는 Enter가 한 줄 칸의 폼을 보내지 않게 한다 */
      if (event.key === "Enter" && event.target.tagName === "INPUT") event.preventDefault();
      return;
    }
    if (event.altKey && !event.ctrlKey && !event.metaKey) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); step(event.key === "ArrowDown" ? 1 : -1); }
      /* 한글 자판에서 key는 'ㄴ'이므로 자리(code)를 본다 */
      if (event.code === "KeyS") { event.preventDefault(); const find = $("[data-key=find]"); if (find) { find.focus(); find.select(); } else location.assign("/staff/search"); }
      if (event.key === "Enter") { const claim = $("[data-key=claim]") || $("[data-key=next]"); if (claim && !claim.disabled) { event.preventDefault(); claim.click(); } }
    } else if (event.ctrlKey && event.key === "Enter" && event.target.form && event.target.tagName === "TEXTAREA" && event.target.form.dataset.draft) {
      event.preventDefault(); event.target.form.requestSubmit();
    }
  }

  function toEnd() { const talk = $("#talk"); if (talk) talk.scrollTop = talk.scrollHeight; }

  document.addEventListener("htmx:after:request", (event) => {
    const headers = event.detail.ctx.response.headers, said = headers.get("X-Desk-Said");
    if (event.detail.ctx.request.method !== "GET") nearEnd = true;
    if (said) toast(decodeURIComponent(said), headers.get("X-Desk-Ok") === "1");
  });
  document.addEventListener("htmx:error", (event) => {
    if (event.detail.ctx && event.detail.ctx.request.method !== "GET") toast("보내지 못했습니다. 적은 글은 그대로 있습니다. 다시 눌러 주세요.", false);
  });
  /* 새 줄이 오면 끝을 보고 있던 사람만 따라 내려간다; 스스로 보낸 사람은 언제나 */
  let lines = 0, nearEnd = true;
  document.addEventListener("scroll", (event) => { const talk = event.target; if (talk.id === "talk") nearEnd = talk.scrollHeight - talk.scrollTop - talk.clientHeight < 80; }, true);
  document.addEventListener("htmx:after:swap", () => {
    look();
    const talk = $("#talk"), count = talk ? talk.children.length : 0;
    if (count !== lines && nearEnd) toEnd();
    lines = count;
  });
  document.addEventListener("keydown", keys);
  document.addEventListener("focusin", (event) => { if (event.target.matches("[data-select]")) event.target.select(); });
  document.addEventListener("submit", (event) => {
    /* htmx가 맡지 않는 폼은 두 번 눌러도 한 번만 간다 */
    if (event.target.hasAttribute("hx-post") || event.target.hasAttribute("data-again")) return;
    if (event.target.dataset.gone) event.preventDefault(); else event.target.dataset.gone = "1";
  });
  document.addEventListener("DOMContentLoaded", () => {
    soundButton(); look(); toEnd();
    lines = $("#talk") ? $("#talk").children.length : 0;
    if (document.body.hasAttribute("data-live")) { listen(); setInterval(() => { if (ringing().length) beep(); }, RING_MS); }
    const door = $("[data-door]");
    /* 다른 프로그램의 링크로 왔을 때는 쿠키가 실리지 않는다: 이미 로그인되어 있으면 그대로 들어간다 */
    if (door && !location.search.includes("bye")) fetch("/staff/here", { headers: { "HX-Request": "true" } }).then((answer) => { if (answer.status === 204) location.replace(door.dataset.next || "/staff/"); });
  });
})();
