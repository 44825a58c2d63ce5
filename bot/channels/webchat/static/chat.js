/* The chat page. ES2018, no framework, nothing from outside. Text reaches the page by textContent only.

   A message lives in `queue` (localStorage) until the server says "said" with its id; after a broken
   connection all of the queue is sent again, and the server passes over ids that it has. */
'use strict';
(function () {
  var FRAME_BYTES = 48 * 1024;
  var SILENCE_MS = 45000;
  var ANSWER_MS = 10000;
  var SLOWEST_MS = 30000;
  var SHOWN_LINES = 200;
  var MOST_PHOTOS = 3;
  /* Telephone numbers become links; a receipt's number (W-2026-0042) is kept on one line. */
  var NUMBERS = /(?:0\d{1,2}-\d{3,4}-\d{4}|1[568]\d\d-\d{4}|[A-Z]-\d{4}-\d{4,})(?!\d)/g;

  function $(id) { return document.getElementById(id); }
  var body = document.body;
  var log = $('log');
  var text = $('text');
  var root = document.documentElement;

  /* ---- small things ---------------------------------------------------------------------- */

  function make(tag, name, words) {
    var el = document.createElement(tag);
    if (name) { el.className = name; }
    if (words) { el.textContent = words; }
    return el;
  }

  function icon(name) {
    var ns = 'http://www.w3.org/2000/svg';
    var svg = document.createElementNS(ns, 'svg');
    svg.setAttribute('aria-hidden', 'true');
    svg.setAttribute('focusable', 'false');
    var use = document.createElementNS(ns, 'use');
    use.setAttribute('href', '#i-' + name);
    use.setAttributeNS('http://www.w3.org/1999/xlink', 'xlink:href', '#i-' + name);
    svg.appendChild(use);
    return svg;
  }

  /* Storage may be full or forbidden (private windows): then the page itself remembers. */
  var memory = {};
  function recall(key) {
    try {
      var kept = localStorage.getItem('chat.' + key);
      return kept === null && key in memory ? memory[key] : kept;
    } catch (e) { return key in memory ? memory[key] : null; }
  }
  function remember(key, value) {
    memory[key] = value;
    try { localStorage.setItem('chat.' + key, value); } catch (e) { /* memory has it */ }
  }
  function drop(key) {
    delete memory[key];
    try { localStorage.removeItem('chat.' + key); } catch (e) { /* nothing was kept */ }
  }

  function newId() {
    var bytes = new Uint8Array(16);
    crypto.getRandomValues(bytes);
    return Array.prototype.map.call(bytes, function (b) { return (b + 256).toString(16).slice(1); }).join('');
  }

  /* What a frame can carry: no control characters, no half surrogates. */
  function clean(words) {
    return words
      .replace(/\r\n?/g, '\n')
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
      .replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, function (c) { return c.length === 2 ? c : '\ufffd'; });
  }

  function bytes(words) { return new Blob([words]).size; }

  /* A text too long for one frame goes in several, cut at a line or a space where there is one. */
  function pieces(words) {
    var out = [];
    while (bytes(JSON.stringify(words)) > FRAME_BYTES) {
      var end = Math.min(words.length, 15000);
      while (bytes(JSON.stringify(words.slice(0, end))) > FRAME_BYTES) { end = Math.floor(end * 0.8); }
      var gap = Math.max(words.lastIndexOf('\n', end - 1), words.lastIndexOf(' ', end - 1));
      if (gap > end / 2) { end = gap + 1; }
      if (/[\ud800-\udbff]/.test(words.charAt(end - 1))) { end -= 1; }
      out.push(words.slice(0, end));
      words = words.slice(end);
    }
    if (words) { out.push(words); }
    return out;
  }

  var noticeTimer = 0;
  function notice(words) {
    clearTimeout(noticeTimer);
    $('notice').textContent = words;
    if (words) { noticeTimer = setTimeout(function () { $('notice').textContent = ''; }, 8000); }
  }

  /* ---- the transcript -------------------------------------------------------------------- */

  var have = new Set();      /* "o17" received, "m<id>" own */
  var own = new Map();       /* id -> {el, item} of what was said from this page */
  var cursor = 0;
  var scope = '';
  var last = null;           /* {el, who, name, time, day} of the newest bubble */
  var live = [];             /* choices that can still be pressed */
  var hiddenOlder = [];
  var loading = false;

  function atEnd() { return log.scrollHeight - log.scrollTop - log.clientHeight < 80; }
  function toEnd() { log.scrollTop = log.scrollHeight; $('newer').hidden = true; }

  /* Show a batch from its first bubble on: a long answer is read from its beginning. But a number
     to dial in an emergency is in sight, whatever stands above it. */
  function follow(first) {
    var box = log.getBoundingClientRect();
    var top = log.scrollTop + first.getBoundingClientRect().top - box.top - 12;
    for (var el = first; el; el = el.nextElementSibling) {
      if (el.classList.contains('dial')) {
        var dials = el.querySelectorAll('a.danger');
        var end = dials[dials.length - 1].getBoundingClientRect().bottom - box.top;
        top = Math.max(top, log.scrollTop + end - log.clientHeight + 8);
      }
    }
    log.scrollTop = Math.min(log.scrollHeight - log.clientHeight, top);
    $('newer').hidden = atEnd();
  }

  /* The office's time (Korea, UTC+9 all year), whatever this device believes. */
  var skew = 0;
  function now() {
    var d = new Date(Date.now() + skew + 9 * 3600e3);
    var h = d.getUTCHours();
    var m = d.getUTCMinutes();
    return {
      time: (h < 12 ? '오전 ' : '오후 ') + ((h + 11) % 12 + 1) + ':' + (m < 10 ? '0' : '') + m,
      day: d.getUTCFullYear() + '년 ' + (d.getUTCMonth() + 1) + '월 ' + d.getUTCDate() + '일 ' + '일월화수목금토'.charAt(d.getUTCDay()) + '요일'
    };
  }

  function words(into, said) {
    var at = 0;
    said.replace(NUMBERS, function (number, where) {
      if (/[\w-]/.test(said.charAt(where - 1))) { return number; }
      into.appendChild(document.createTextNode(said.slice(at, where)));
      /* A receipt is no phone number, and a mobile number is an example or the resident's own. */
      var still = /^[A-Z]|^010/.test(number);
      var a = make(still ? 'span' : 'a', still ? 'whole' : 'tel', number);
      if (!still) { a.href = 'tel:' + number.replace(/-/g, ''); }
      into.appendChild(a);
      at = where + number.length;
      return number;
    });
    into.appendChild(document.createTextNode(said.slice(at)));
  }

  function photo(src, mine) {
    var a = make('a', 'photo');
    a.href = src;
    a.target = '_blank';
    a.rel = 'noopener';
    var img = make('img');
    img.alt = mine ? '내가 보낸 사진' : '받은 사진';
    img.addEventListener('load', function () { if (stuck) { toEnd(); } });
    img.src = src;
    a.appendChild(img);
    return a;
  }

  function file(src) {
    var a = make('a', 'file', '📄 PDF 파일 열기');
    a.href = src;
    a.download = '안내.pdf';
    a.rel = 'noopener';
    return a;
  }

  function copyButton(number) {
    var b = make('button', 'copy', '번호 복사');
    b.type = 'button';
    b.addEventListener('click', function () {
      copy(number).then(function (done) {
        b.textContent = done ? '복사했어요 ✓' : '복사가 안 돼요. 적어 두세요.';
        setTimeout(function () { b.textContent = '번호 복사'; }, 3000);
      });
    });
    return b;
  }

  function copy(words) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(words).then(function () { return true; }, function () { return false; });
    }
    var area = make('textarea', 'hidden', words);
    body.appendChild(area);
    area.select();
    var done = false;
    try { done = document.execCommand('copy'); } catch (e) { /* told below */ }
    body.removeChild(area);
    return Promise.resolve(done);
  }

  function bubble(line) {
    var box = make('div', 'bubble ' + (line.style || 'say'));
    box.dir = 'auto';
    if (line.style === 'danger') { box.appendChild(make('p', 'mark', '⚠ 중요한 안내')); }
    if (line.number) {
      box.appendChild(make('p', 'mark', '접수증'));
      box.appendChild(make('p', 'number', line.number));
      box.appendChild(copyButton(line.number));
    }
    (line.photos || []).forEach(function (src) { box.appendChild(photo(src, line.who === 'me')); });
    (line.files || []).forEach(function (src) { box.appendChild(file(src)); });
    if (line.text) {
      var p = make('p', 'words');
      words(p, line.text);
      box.appendChild(p);
    }
    if (line.note) { box.appendChild(make('p', 'note', line.note)); }
    return box;
  }

  function choices(line) {
    var group = make('div', 'buttons');
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', '고르기');
    var buttons = [];
    (line.buttons || []).forEach(function (each) {
      if (/^(tel|https):/.test(each.url)) {
        var a = make('a', 'choice link ' + each.tone);
        a.href = each.url;
        if (each.url.slice(0, 4) === 'tel:' && each.tone === 'danger') { group.classList.add('dial'); }
        if (each.url.slice(0, 4) === 'tel:') { a.appendChild(icon('phone')); } else { a.target = '_blank'; a.rel = 'noopener noreferrer'; }
        a.appendChild(make('span', '', each.label.replace(/^[☎📞]\ufe0f?\s*/u, '')));
        group.appendChild(a);
        return;
      }
      var b = make('button', 'choice ' + each.tone, each.label);
      b.type = 'button';
      b.addEventListener('click', function () { press(each.label, each.value); });
      buttons.push({ el: b, label: each.label, value: each.value });
      group.appendChild(b);
    });
    wanted(line.wants, buttons).forEach(function (el) { group.appendChild(el); });
    if (buttons.length) { live.push({ el: group, buttons: buttons }); }
    return group.childNodes.length ? group : null;
  }

  /* What the bot would like to be given: one tap where the device can, typing always. */
  function wanted(wants, buttons) {
    function extra(label, name, act) {
      var b = make('button', 'choice extra', '');
      b.type = 'button';
      if (name) { b.appendChild(icon(name)); }
      b.appendChild(make('span', '', label));
      b.addEventListener('click', act);
      buttons.push({ el: b, label: null, value: null });
      return b;
    }
    function type(hint, mode) {
      return function () { text.placeholder = hint; text.setAttribute('inputmode', mode); text.focus(); };
    }
    if (wants === 'phone') { return [extra('전화번호 쓰기', 'phone', type('예: 010-1234-5678', 'tel'))]; }
    if (wants === 'photo') { return [extra('사진 고르기', 'photo', function () { $('photo').click(); })]; }
    if (wants === 'location') {
      var typed = extra('주소 직접 쓰기', '', type('예: 송산로 12, 슈퍼 옆집', 'text'));
      return navigator.geolocation ? [extra('지금 위치 보내기', 'home', locate), typed] : [typed];
    }
    return [];
  }

  function locate() {
    notice('위치를 찾고 있어요. 잠시만 기다려 주세요.');
    navigator.geolocation.getCurrentPosition(function (found) {
      notice('');
      say({ place: { latitude: found.coords.latitude, longitude: found.coords.longitude } });
    }, function () {
      notice('위치를 알 수 없어요. 주소나 가까운 가게 이름을 써 주세요.');
      text.focus();
    }, { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
  }

  /* The person has spoken: the choices above are over, the one that was taken stays marked. */
  function settle(label, value) {
    live.forEach(function (group) {
      var taken = group.buttons.find(function (b) { return b.label !== null && (value ? b.value === value : b.label === label); });
      var focused = group.el.contains(document.activeElement);
      group.buttons.forEach(function (b) {
        b.el.disabled = true;
        b.el.hidden = b !== taken;
        b.el.classList.toggle('taken', b === taken);
      });
      if (taken) { taken.el.appendChild(make('span', 'hidden', ' 골랐어요')); }
      var link = group.el.querySelector('a');
      if (!taken && !link) { group.el.hidden = true; }
      if (focused) { log.focus({ preventScroll: true }); }
    });
    live = [];
    text.placeholder = text.dataset.write;
    text.removeAttribute('inputmode');
  }

  function day(line) {
    if (last && last.day === line.day) { return; }
    var el = make('p', 'day');
    el.appendChild(make('span', '', line.day));
    put(el);
  }

  function put(el) {
    if (typing.parentNode === log) { log.insertBefore(el, typing); } else { log.appendChild(el); }
  }

  function add(line) {
    var key = line.who === 'me' ? 'm' + line.id : 'o' + line.cursor;
    if (have.has(key)) { return null; }
    have.add(key);
    if (line.cursor > cursor) { cursor = line.cursor; }
    day(line);
    var mine = line.who === 'me';
    var name = mine ? '나' : line.name || (line.who === 'staff' ? '담당자' : '복지망원경');
    var more = last !== null && last.who === line.who && last.name === name && last.day === line.day;
    var row = make('div', 'line ' + line.who + (more ? ' more' : '') + (/^(danger|receipt)$/.test(line.style) ? ' card' : ''));
    if (mine) { settle(line.text, line.press); }
    if (!mine && !more) {
      var face = make('img', 'face');
      face.src = line.who === 'staff' ? body.dataset.staff : body.dataset.bot;
      face.alt = '';
      row.appendChild(face);
    }
    var stack = make('div', 'stack');
    var who = make('p', mine || more ? 'hidden' : 'name', name);
    stack.appendChild(who);
    var beside = make('div', 'beside');
    beside.appendChild(bubble(line));
    var meta = make('p', 'meta');
    meta.appendChild(make('span', 'time', line.time));
    beside.appendChild(meta);
    stack.appendChild(beside);
    row.appendChild(stack);
    if (more && last.time === line.time) { last.el.querySelector('.time').classList.add('hidden'); }
    put(row);
    if (!mine) {
      var group = choices(line);
      if (group) { put(group); }
    }
    last = { el: row, who: line.who, name: name, time: line.time, day: line.day };
    return row;
  }

  function clear() {
    have.clear();
    live = [];
    last = null;
    hiddenOlder = [];
    Array.prototype.slice.call(log.children).forEach(function (el) {
      if (el.tagName !== 'NOSCRIPT') { log.removeChild(el); }
    });
  }

  /* Everything said before was erased; what is not sent yet is drawn anew behind it. */
  function forgetPast() {
    own.clear();
    clear();
    setTimeout(function () { queue().forEach(draw); }, 0);
  }

  /* A long history stays out of sight (and out of an old phone's way) until asked for. */
  function fold() {
    var rows = log.querySelectorAll('.line');
    if (rows.length <= SHOWN_LINES) { return; }
    var from = rows[rows.length - SHOWN_LINES];
    for (var el = log.firstElementChild; el && el !== from; el = el.nextElementSibling) {
      if (!el.hidden) { el.hidden = true; hiddenOlder.push(el); }
    }
    var b = make('button', 'older', '이전 대화 보기');
    b.type = 'button';
    b.addEventListener('click', function () {
      var height = log.scrollHeight;
      log.removeChild(b);
      hiddenOlder.forEach(function (el) { el.hidden = false; });
      hiddenOlder = [];
      log.scrollTop += log.scrollHeight - height;
    });
    log.insertBefore(b, log.firstChild);
  }

  /* ---- typing sign ----------------------------------------------------------------------- */

  var typing = make('div', 'line bot typing');
  var typingTimer = 0;
  (function () {
    var face = make('img', 'face');
    face.src = body.dataset.bot;
    face.alt = '';
    typing.appendChild(face);
    var box = make('div', 'bubble');
    for (var i = 0; i < 3; i += 1) { box.appendChild(make('i')); }
    box.appendChild(make('span', 'hidden', '답을 준비하고 있어요'));
    typing.appendChild(box);
  }());
  var owner = 'bot';
  function await_() {
    clearTimeout(typingTimer);
    if (owner !== 'bot') { return; }
    var follows = atEnd();
    log.appendChild(typing);
    if (follows) { toEnd(); }
    typingTimer = setTimeout(rest, 12000);
  }
  function rest() {
    clearTimeout(typingTimer);
    if (typing.parentNode) { typing.parentNode.removeChild(typing); }
  }

  /* ---- saying ---------------------------------------------------------------------------- */

  function queue() {
    try {
      var kept = JSON.parse(recall('queue') || '[]');
      return Array.isArray(kept) ? kept.filter(function (q) { return q && typeof q.id === 'string'; }) : [];
    } catch (e) { return []; }
  }
  function keep(items) { if (items.length) { remember('queue', JSON.stringify(items)); } else { drop('queue'); } }
  function unqueue(id) { keep(queue().filter(function (q) { return q.id !== id; })); }

  function shown(item) {
    if (item.text) { return item.text; }
    return item.place ? '위치를 보냈어요.' : '';
  }

  function line(item) {
    var when = item.time ? item : now();
    return {
      who: 'me', id: item.id, text: shown(item), press: item.press, time: when.time, day: when.day,
      photos: (item.attachments || []).map(function (key) { return '/chat/attachment/' + encodeURIComponent(key); })
    };
  }

  function draw(item) {
    var el = add(line(item));
    if (el) { own.set(item.id, { el: el, item: item, at: Date.now() }); mark(item.id, 'sending'); }
    return el;
  }

  function mark(id, how) {
    var mine = own.get(id);
    if (!mine || mine.how === how) { return; }
    mine.how = how;
    var meta = mine.el.querySelector('.meta');
    var old = meta.querySelector('.sent');
    if (old) { meta.removeChild(old); }
    if (how === 'failed' || how === 'refused') {
      var b = make('button', 'sent failed', '못 보냄 · 다시');
      b.type = 'button';
      b.addEventListener('click', function () {
        mark(id, 'sending');
        mine.at = Date.now();
        if (how === 'refused') { keep(queue().filter(function (q) { return q.id !== id; }).concat([mine.item])); }
        if (ready()) { send(mine.item); } else { connectNow(); }
      });
      meta.appendChild(b);
    } else {
      meta.appendChild(make('span', 'sent', how === 'said' ? '보냄' : '보내는 중'));
    }
  }

  function say(fields) {
    var when = now();
    var item = Object.assign({ id: newId(), time: when.time, day: when.day }, fields);
    keep(queue().concat([item]));
    draw(item);
    toEnd();
    if (ready()) { send(item); }
    return item;
  }

  function send(item) {
    var frame = { type: 'say', id: item.id };
    ['text', 'press', 'place', 'attachments'].forEach(function (name) { if (item[name]) { frame[name] = item[name]; } });
    post(frame);
    waiting = Date.now();
  }

  function press(label, value) { say({ text: label, press: value }); }

  function flush() { queue().forEach(function (item) { draw(item); mark(item.id, 'sending'); send(item); }); }

  function said(id, masked) {
    unqueue(id);
    if (!own.has(id)) { return; }
    mark(id, 'said');
    if (masked) {
      /* A personal number in it is not kept, so it does not stay on the screen either. */
      own.get(id).item.text = masked;
      own.get(id).el.querySelector('.words').textContent = masked;
    }
    own.forEach(function (mine, each) {
      /* "보냄" stays under the newest only. */
      if (each !== id && mine.how === 'said') { var s = mine.el.querySelector('.sent'); if (s) { s.classList.add('hidden'); } }
    });
    await_();
  }

  function refused(id) {
    if (!id) { return; }
    unqueue(id);
    if (own.has(id)) { mark(id, 'refused'); }
    notice('이 글은 보내지 못했어요. 짧게 나누어 다시 써 주세요.');
  }

  /* ---- the connection -------------------------------------------------------------------- */

  var ws = null;
  var tries = 0;
  var timer = 0;
  var heard = 0;
  var waiting = 0;
  var greeted = false;
  var gone = false;         /* the quick exit was taken */
  var bannerTimer = 0;
  var start = /[?&]start=([A-Za-z0-9_-]{1,64})(?:&|$)/.exec(location.search);
  var startId = start ? newId() : '';
  var stuck = true;

  function ready() { return greeted && ws !== null && ws.readyState === 1; }
  function post(frame) { if (ws !== null && ws.readyState === 1) { ws.send(JSON.stringify(frame)); } }

  function connectNow() {
    clearTimeout(timer);
    if (gone || (ws !== null && ws.readyState < 2 && Date.now() - heard < ANSWER_MS)) { return; }
    abandon();
    connect();
  }

  function abandon() {
    if (ws === null) { return; }
    var old = ws;
    ws = null;
    old.onopen = old.onmessage = old.onclose = old.onerror = null;
    try { old.close(); } catch (e) { /* it was closed */ }
  }

  function connect() {
    greeted = false;
    waiting = 0;
    heard = Date.now();
    try {
      ws = new WebSocket((location.protocol === 'https:' ? 'wss://' : 'ws://') + location.host + '/chat/socket');
    } catch (e) { later(); return; }
    ws.onopen = function () {
      heard = Date.now();
      var hello = { type: 'hello', cursor: cursor, scope: scope };
      if (startId) { hello.start = start[1]; hello.start_id = startId; }
      post(hello);
    };
    ws.onmessage = function (event) {
      heard = Date.now();
      var frame = null;
      try { frame = JSON.parse(event.data); } catch (e) { return; }
      hear(frame);
    };
    ws.onclose = function (event) {
      ws = null;
      if (event.code === 4001 && document.hidden) { return; }
      later();
    };
  }

  function later() {
    greeted = false;
    rest();
    tries += 1;
    clearTimeout(timer);
    if (gone) { return; }
    var wait = Math.min(SLOWEST_MS, 400 * Math.pow(2, Math.min(tries, 8) - 1));
    timer = setTimeout(connect, wait / 2 + Math.random() * wait / 2);
    if (!bannerTimer) { bannerTimer = setTimeout(banner, 2000); }
    if (tries > 3) { banner(); }
  }

  function banner() {
    if (ready()) { return; }
    var call = document.querySelector('.top .call');
    var words = navigator.onLine === false
      ? '인터넷이 끊겼어요. 쓰신 글은 남아 있고, 연결되면 바로 보낼게요.'
      : '연결이 끊겨서 다시 잇고 있어요. 쓰신 글은 남아 있어요.';
    if (tries > 4 && call) { words += ' 급하시면 ' + call.getAttribute('aria-label').replace('전화 걸기 ', '') + '로 전화해 주세요.'; }
    if ($('banner-line').textContent !== words) { $('banner-line').textContent = words; }
    $('banner').hidden = false;
    queue().forEach(function (item) { mark(item.id, 'failed'); });
  }

  function connected() {
    tries = 0;
    clearTimeout(bannerTimer);
    bannerTimer = 0;
    $('banner').hidden = true;
  }

  function hear(frame) {
    switch (frame.type) {
      case 'history': return history_(frame);
      case 'lines': return arrived(frame.lines);
      case 'said': waiting = queue().length > 1 ? Date.now() : 0; return said(frame.id, frame.text);
      case 'started': startId = ''; return history.replaceState(null, '', '/');
      case 'refused': waiting = 0; return refused(frame.id);
      case 'state': return state(frame);
      default: return undefined;   /* beat, and what a newer server may say */
    }
  }

  function history_(frame) {
    log.setAttribute('aria-live', 'off');
    if (frame.now_ms) { skew = frame.now_ms - Date.now(); }
    if (frame.reset) {
      if (scope !== frame.scope) { own.clear(); }
      scope = frame.scope;
      cursor = 0;
      clear();
      loading = true;
    }
    var first = null;
    frame.lines.forEach(function (each) {
      if (each.erased) { forgetPast(); first = null; }
      var el = add(each);
      first = first || el;
    });
    if (!frame.done) { return; }
    own.forEach(function (mine, id) {
      /* Said a moment ago, not in the transcript yet: it was accepted, so it stays. */
      if (mine.how === 'said' && !have.has('m' + id)) { mine.el = add(line(mine.item)) || mine.el; }
    });
    greeted = true;
    connected();
    flush();
    if (loading) { fold(); toEnd(); } else if (first) { news(first); }
    loading = false;
    seen();
    setTimeout(function () { log.setAttribute('aria-live', 'polite'); }, 500);
  }

  function arrived(lines) {
    var follows = atEnd() || stuck;
    var first = null;
    lines.forEach(function (each) {
      if (each.who !== 'me') { rest(); }
      if (each.erased) { forgetPast(); }
      var el = add(each);
      first = first || el;
    });
    if (!first) { return; }
    if (follows) { follow(first); } else { $('newer').hidden = false; }
    news(first);
    seen();
  }

  function news() {
    if (document.hidden) { document.title = '새 답변 · ' + body.dataset.office; }
  }

  var seenTo = 0;
  function seen() {
    if (document.hidden || cursor <= seenTo || !ready()) { return; }
    seenTo = cursor;
    post({ type: 'seen', cursor: cursor });
  }

  function state(frame) {
    owner = frame.owner || 'bot';
    var words = frame.line || '';
    // With a person on the line, that nobody is on duty or that only the bot answers would be false.
    if (owner === 'person') { words = '담당자와 상담 중' + (words && frame.open ? ' · ' + words : ''); rest(); }
    if (owner === 'nobody') { words = '담당자를 기다리고 있어요' + (words ? ' · ' + words : ''); }
    if ($('status-line').textContent !== words) { $('status-line').textContent = words; }
    $('status').className = 'status' + (frame.open ? ' open' : '') + (owner === 'bot' ? '' : ' ' + owner);
  }

  setInterval(function () {
    if (gone || ws === null || ws.readyState > 1) { return; }
    var silent = Date.now() - heard;
    if (silent > SILENCE_MS || (waiting && silent > ANSWER_MS && Date.now() - waiting > ANSWER_MS) || (!greeted && silent > ANSWER_MS)) {
      abandon();
      later();
    }
  }, 2000);

  window.addEventListener('online', function () { tries = 0; connectNow(); });
  window.addEventListener('offline', banner);
  window.addEventListener('pageshow', function (e) { if (e.persisted) { location.reload(); } });
  document.addEventListener('visibilitychange', function () {
    if (document.hidden) { return; }
    document.title = '복지망원경 · ' + body.dataset.office;
    if (ws === null || ws.readyState > 1) { connectNow(); } else { waiting = Date.now(); post({ type: 'beat' }); }
    seen();
  });
  window.addEventListener('storage', function (e) {
    /* Another window of this visitor has got its message through. */
    if (e.key !== 'chat.queue') { return; }
    var left = queue();
    own.forEach(function (mine, id) {
      if (mine.how !== 'said' && mine.how !== 'refused' && !left.some(function (q) { return q.id === id; })) { mark(id, 'said'); }
    });
  });

  /* ---- photos ---------------------------------------------------------------------------- */

  var photos = [];           /* {el, key, url} chosen, not said yet */

  function choose(files) {
    Array.prototype.slice.call(files).forEach(function (file) {
      if (photos.length >= MOST_PHOTOS) { notice('사진은 한 번에 세 장까지 보낼 수 있어요.'); return; }
      preview(file);
    });
    $('photo').value = '';
  }

  function preview(file) {
    var url = URL.createObjectURL(file);
    var el = make('div', 'preview');
    el.setAttribute('role', 'listitem');
    var img = make('img');
    img.alt = '고른 사진';
    img.src = url;
    var how = make('span', 'how', '올리는 중');
    var x = make('button', 'remove');
    x.type = 'button';
    x.setAttribute('aria-label', '이 사진 빼기');
    x.appendChild(icon('close'));
    [img, how, x].forEach(function (each) { el.appendChild(each); });
    var one = { el: el, key: '', url: url, how: how };
    x.addEventListener('click', function () { unphoto(one); text.focus(); });
    photos.push(one);
    $('previews').appendChild(el);
    $('previews').hidden = false;
    resize();
    smaller(file).then(function (small) { return upload(one, small); });
  }

  function unphoto(one) {
    photos = photos.filter(function (p) { return p !== one; });
    URL.revokeObjectURL(one.url);
    if (one.el.parentNode) { one.el.parentNode.removeChild(one.el); }
    $('previews').hidden = photos.length === 0;
    resize();
  }

  /* Large pictures and kinds that the server does not read (HEIC) are redrawn here if the browser can. */
  function smaller(file) {
    if (file.size < 3e6 && /^image\/(jpeg|png|webp|gif)$/.test(file.type)) { return Promise.resolve(file); }
    return new Promise(function (done) {
      var url = URL.createObjectURL(file);
      var img = new Image();
      img.onerror = function () { URL.revokeObjectURL(url); done(file); };
      img.onload = function () {
        var scale = Math.min(1, 1600 / Math.max(img.naturalWidth, img.naturalHeight));
        var canvas = document.createElement('canvas');
        canvas.width = Math.round(img.naturalWidth * scale);
        canvas.height = Math.round(img.naturalHeight * scale);
        canvas.getContext('2d').drawImage(img, 0, 0, canvas.width, canvas.height);
        URL.revokeObjectURL(url);
        canvas.toBlob(function (blob) { done(blob || file); }, 'image/jpeg', 0.88);
      };
      img.src = url;
    });
  }

  function upload(one, file, tried) {
    return fetch('/chat/upload', { method: 'POST', body: file, credentials: 'same-origin' })
      .then(function (answer) {
        return answer.json().then(function (told) {
          if (told.key) { one.key = told.key; one.how.textContent = '준비됨'; one.el.classList.add('done'); ripen(); return; }
          notice(told.say);
          unphoto(one);
        });
      })
      .catch(function () {
        if (photos.indexOf(one) < 0) { return undefined; }
        one.how.textContent = '다시 올리는 중';
        return new Promise(function (go) { setTimeout(go, Math.min(20000, 1500 * Math.pow(2, tried || 0))); })
          .then(function () { return upload(one, file, (tried || 0) + 1); });
      });
  }

  var pressedEarly = false;  /* "보내기" was pressed while a photo was still on its way */
  function ripen() { if (pressedEarly && photos.every(function (p) { return p.key; })) { submit(); } }

  /* ---- the composer ---------------------------------------------------------------------- */

  var composing = false;
  text.addEventListener('compositionstart', function () { composing = true; });
  text.addEventListener('compositionend', function () { composing = false; });
  text.addEventListener('input', function () { remember('draft', text.value); resize(); });
  text.addEventListener('keydown', function (e) {
    if (e.key !== 'Enter' || e.shiftKey || e.isComposing || composing || e.keyCode === 229) { return; }
    e.preventDefault();
    submit();
  });
  $('composer').addEventListener('submit', function (e) {
    e.preventDefault();
    if (!composing) { submit(); return; }
    /* The last syllable is still being put together: leave the field so that it is finished first. */
    text.blur();
    setTimeout(function () { submit(); text.focus(); }, 0);
  });

  /* How many letters fit across: the style sheet cannot know the chosen size. */
  function fit() {
    var across = window.innerWidth / parseFloat(getComputedStyle(root).fontSize);
    root.classList.toggle('slim', across < 22.5);
    root.classList.toggle('tight', across < 17);
    root.classList.toggle('cramped', across < 14.5);
  }

  function resize() {
    fit();
    text.style.height = 'auto';
    text.style.height = Math.min(text.scrollHeight + 2, Math.round(window.innerHeight * 0.35)) + 'px';
    $('send').classList.toggle('full', text.value.trim() !== '' || photos.length > 0);
    if (stuck) { toEnd(); }
  }

  function submit() {
    var words = clean(text.value).trim();
    if (photos.some(function (p) { return !p.key; })) {
      pressedEarly = true;
      notice('사진을 올리고 있어요. 다 올라가면 바로 보낼게요.');
      return;
    }
    pressedEarly = false;
    if (!words && !photos.length) { text.focus(); return; }
    var parts = pieces(words);
    if (photos.length) {
      say({ text: parts.shift() || '', attachments: photos.map(function (p) { return p.key; }) });
      photos.slice().forEach(unphoto);
    }
    parts.forEach(function (part) { say({ text: part }); });
    text.value = '';
    drop('draft');
    notice('');
    resize();
  }

  $('photo-button').addEventListener('click', function () { $('photo').click(); });
  $('photo').addEventListener('change', function () { choose($('photo').files); });
  text.addEventListener('paste', function (e) {
    var files = e.clipboardData && e.clipboardData.files;
    if (files && files.length) { e.preventDefault(); choose(files); }
  });

  /* ---- menu, sizes, leaving -------------------------------------------------------------- */

  var menu = $('menu');
  var menuButton = $('menu-button');
  function openMenu(open, refocus) {
    body.classList.toggle('menu-open', open);
    menuButton.setAttribute('aria-expanded', String(open));
    if (open) { menu.querySelector('.choices button').focus(); } else if (refocus) { menuButton.focus(); }
  }
  menuButton.addEventListener('click', function () { openMenu(!body.classList.contains('menu-open'), true); });
  $('menu-close').addEventListener('click', function () { openMenu(false, true); });
  $('app').addEventListener('click', function (e) {
    var b = e.target.closest('button[data-press]');
    if (!b) { return; }
    openMenu(false, false);
    press(b.textContent.trim(), b.dataset.press);
    log.focus({ preventScroll: true });
  });
  document.addEventListener('click', function (e) {
    if (body.classList.contains('menu-open') && !menu.contains(e.target) && !menuButton.contains(e.target)) { openMenu(false, false); }
  });

  function size(n) {
    root.className = root.className.replace(/\bsize-\d\b/, 'size-' + n);
    Array.prototype.forEach.call($('sizes').querySelectorAll('button'), function (b) {
      b.setAttribute('aria-pressed', String(b.dataset.size === n));
    });
    resize();
  }
  $('sizes').addEventListener('click', function (e) {
    var b = e.target.closest('button[data-size]');
    if (b) { remember('size', b.dataset.size); size(b.dataset.size); }
  });

  function leave(e) {
    if (e) { e.preventDefault(); }
    gone = true;
    drop('draft');
    body.hidden = true;
    document.title = '날씨 상식';
    abandon();
    location.replace('/away');
  }
  $('exit').addEventListener('click', leave);

  var escapes = [];
  document.addEventListener('keydown', function (e) {
    if (e.key !== 'Escape' || e.isComposing) { return; }
    if (body.classList.contains('menu-open')) { openMenu(false, true); }
    escapes = escapes.filter(function (at) { return Date.now() - at < 1500; }).concat([Date.now()]);
    if (escapes.length >= 3) { leave(null); }
  });

  $('forget').addEventListener('click', function () {
    if (!window.confirm('이 기기에서 지금까지의 대화를 숨길까요?\n\n접수된 일은 그대로 처리돼요. 다만 이 화면으로는 답을 볼 수 없으니, 접수번호를 적어 두세요.')) { return; }
    fetch('/chat/forget', { method: 'POST', credentials: 'same-origin' }).then(function (answer) {
      if (!answer.ok) { throw new Error('forget'); }
      drop('draft');
      location.replace('/');
    }).catch(function () { notice('지금은 숨기지 못했어요. 연결을 확인하고 다시 눌러 주세요.'); });
  });

  log.addEventListener('scroll', function () { stuck = atEnd(); if (stuck) { $('newer').hidden = true; } });
  $('newer').addEventListener('click', function () { toEnd(); log.focus({ preventScroll: true }); });
  $('retry').addEventListener('click', function () { tries = 0; heard = 0; connectNow(); });
  window.addEventListener('resize', resize);
  /* The banner, a preview or the keyboard takes room: what was in sight at the end stays in sight. */
  if (window.ResizeObserver) { new ResizeObserver(function () { if (stuck) { toEnd(); } }).observe(log); }

  /* ---- begin ----------------------------------------------------------------------------- */

  $('composer').hidden = false;
  $('sizes').hidden = false;
  text.value = recall('draft') || '';
  size(recall('size') || '1');
  queue().forEach(draw);
  resize();
  connect();
}());
