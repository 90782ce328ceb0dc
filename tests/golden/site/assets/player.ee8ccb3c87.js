"use strict";
// The guided player: one phase of a session at a time, over the whole screen. All that it
// says and counts stands in the page; nothing is kept. Its ring is that of site.js.

const element = (name, attributes = {}, text = "") => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
};

const sound = (context) => {
  const tone = new OscillatorNode(context, { frequency: 660 });
  const volume = new GainNode(context, { gain: 0.2 });
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 0.2);
};

const guide = (player) => {
  const phases = Array.from(player.querySelectorAll("li"));
  const words = player.dataset.words.split("|");
  const opener = player.querySelector("button");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const dialog = element("dialog", { class: "guided", "aria-label": opener.textContent });
  const bar = dialog.appendChild(element("div", { class: "guided__bar" }));
  const now = dialog.appendChild(element("div", { class: "guided__now" }));
  const text = now.appendChild(element("div", { class: "guided__text" }));
  const face = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const ring = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const count = now.appendChild(element("p", { class: "guided__count", "aria-hidden": true }));
  const status = now.appendChild(element("p", { class: "unseen", role: "status" }));
  const controls = dialog.appendChild(element("div", { class: "guided__bar" }));
  const button = (place, word) =>
    place.appendChild(element("button", { type: "button", class: "action" }, word));
  const stop = button(bar, words[0]);
  const back = button(controls, words[1]);
  const pause = button(controls, words[3]);
  const next = button(controls, words[2]);
  let at = 0;
  let left = 0;
  let end = 0;
  let told = 0;
  let lock = null;
  let ticking = null;
  let audio = null;
  let shake = false;

  face.setAttribute("viewBox", "0 0 120 120");
  face.setAttribute("class", "guided__face");
  face.append(ring);
  count.append(face, element("span"));
  const seconds = () => Number(phases[at].dataset.seconds ?? 0);
  const tell = (words) => { status.textContent = words; };
  const draw = () => {
    const whole = Math.ceil(left);
    const slack = still ? 0 : (8 * left) / seconds();
    ring.setAttribute("d", strand(slack) + strand(-slack));
    count.lastChild.textContent = whole;
    // Aloud: every ten seconds, and the last three; each once.
    if (whole !== told && whole && whole < seconds() && (whole % 10 === 0 || whole < 4)) {
      told = whole;
      tell(whole);
    }
  };
  const run = (on) => {
    end = on ? performance.now() + left * 1000 : 0;
    pause.textContent = on ? words[3] : words[4];
  };
  const show = (number) => {
    at = number;
    left = seconds();
    told = 0;
    const focused = document.activeElement;
    const within = text.contains(focused);
    text.innerHTML = phases[at].innerHTML;
    count.hidden = pause.hidden = !left;
    back.disabled = at === 0;
    next.textContent = at === phases.length - 1 ? words[0] : words[2];
    run(left > 0);
    if (left) draw();
    // What had the focus may be gone with the phase that it belonged to.
    if (within || focused.hidden || focused.disabled) next.focus();
    dialog.scrollTop = 0;
    tell(phases[at].textContent.trim());
    if (audio) sound(audio);
    if (shake) navigator.vibrate(200);
  };
  const forward = () => (at < phases.length - 1 ? show(at + 1) : dialog.close());
  const tick = () => {
    if (!end) return;
    left = Math.max(0, (end - performance.now()) / 1000);
    if (left) draw();
    else forward();
  };
  const keep = async () => {
    if (!dialog.open || document.hidden) return;
    lock = await navigator.wakeLock?.request("screen").catch(() => null);
    if (!dialog.open) lock?.release();
  };
  const choice = (word, change) => {
    const made = button(bar, word);
    made.setAttribute("aria-pressed", "false");
    made.addEventListener("click", () => {
      const on = made.getAttribute("aria-pressed") !== "true";
      made.setAttribute("aria-pressed", String(on));
      change(on);
    });
  };

  choice(words[5], (on) => {
    audio?.close();
    audio = on ? new AudioContext() : null;
    if (audio) sound(audio);
  });
  if (navigator.vibrate) choice(words[6], (on) => { shake = on; });
  stop.addEventListener("click", () => dialog.close());
  back.addEventListener("click", () => show(at - 1));
  next.addEventListener("click", forward);
  pause.addEventListener("click", () => run(!end));
  dialog.addEventListener("close", () => {
    clearInterval(ticking);
    end = 0;
    lock?.release().catch(() => undefined);
    lock = null;
    audio?.suspend();
  });
  document.addEventListener("visibilitychange", keep);
  document.body.append(dialog);
  opener.hidden = false;
  opener.addEventListener("click", () => {
    dialog.showModal();
    audio?.resume();
    show(0);
    next.focus();
    ticking = setInterval(tick, 100);
    keep();
  });
};

document.querySelectorAll(".player").forEach((player) => {
  document.head.append(element("link", { rel: "stylesheet", href: player.dataset.look }));
  guide(player);
});
