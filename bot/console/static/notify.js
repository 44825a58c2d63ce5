"use strict";
/* 알림창: 단추를 눌렀을 때만 허락을 묻는다. 화면을 보고 있지 않을 때, 건수만 알린다. 이름도 번호도 적지 않는다. */
(() => {
  const KEY = "desk:notify";
  const can = () => "Notification" in window && Notification.permission === "granted";
  const wanted = () => localStorage.getItem(KEY) === "on" && can();

  function show(button) {
    const on = wanted(), refused = Notification.permission === "denied";
    button.textContent = on ? "알림창 켜짐" : refused ? "알림창 막힘" : "알림창 꺼짐";
    button.title = refused ? "브라우저 설정에서 이 사이트의 알림을 허용해 주세요" : "";
    button.setAttribute("aria-pressed", String(on));
  }

  async function press(button) {
    if (wanted()) localStorage.setItem(KEY, "off");
    else if (await Notification.requestPermission() === "granted") localStorage.setItem(KEY, "on");
    show(button);
  }

  document.addEventListener("deskalarm", (event) => {
    if (!wanted() || !document.hidden) return;
    /* 같은 꼬리표: 잇따른 경보가 화면을 덮지 않고 앞의 것을 갈아 준다 */
    const note = new Notification("복지망원경 상담석", { body: `확인하지 않은 경보 ${event.detail}건`, tag: "desk", renotify: true, icon: "/staff/static/icon.svg" });
    note.addEventListener("click", () => { window.focus(); note.close(); });
  });
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("notify");
    if (!button || !("Notification" in window)) return;
    button.hidden = false;
    button.addEventListener("click", () => press(button));
    show(button);
  });
})();
