"use strict";
// Enhancements only: every page is whole without them.

const here = document.currentScript.src;
if ("serviceWorker" in navigator && location.protocol.startsWith("http")) {
  navigator.serviceWorker.register(new URL("../sw.js", here)).catch(() => undefined);
}

// A button is there where the device can do what it says.
const offer = (name, able, act) => {
  for (const button of able ? document.querySelectorAll(`[data-${name}]`) : []) {
    button.hidden = false;
    button.addEventListener("click", act);
  }
};
offer("print", "print" in window, () => window.print());
// A copy on the device or a mirror is shared by the guide's own address.
const page = { title: document.title, url: document.querySelector("[rel=canonical]").href };
offer("share", navigator.canShare?.(page), () => navigator.share(page).catch(() => undefined));

// Two strands wound round each other, which lie down as `loose` goes from 0 to 1.
const strand = (slack) => {
  const points = Array.from({ length: 181 }, (_, step) => {
    const angle = (step * Math.PI) / 90;
    const radius = 47 + slack * Math.sin(10 * angle);
    const x = 60 + radius * Math.sin(angle);
    const y = 60 - radius * Math.cos(angle);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return `M${points.join("L")}Z`;
};

// A count of seconds ends at nought; an open one goes on until it is stopped.
const wake = (timer) => {
  const seconds = Number(timer.dataset.seconds);
  const open = "open" in timer.dataset;
  const [button, ring, count, words] = ["button", "ring", "count", "words"].map((part) =>
    timer.querySelector(`.timer__${part}`));
  const status = timer.querySelector("[role=status]");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const start = words.textContent;
  let begun = null;
  let lock = null;
  let told = 0;

  // Aloud: every ten seconds, and the last five; each once.
  const tell = (whole) => {
    if (whole === told || !whole || (whole % 10 && (open || whole > 5))) return;
    told = whole;
    status.textContent = whole;
  };
  const draw = (gone) => {
    const loose = Math.min(1, gone / seconds);
    const slack = still ? 0 : 8 * (1 - loose);
    const whole = open ? Math.floor(gone) : Math.ceil(Math.max(0, seconds - gone));
    ring.setAttribute("d", strand(slack) + strand(-slack));
    timer.style.setProperty("--loose", `${Math.round(loose * 100)}%`);
    // An open count shows nothing before it starts: a nought would be its end.
    if (open && begun === null) count.textContent = "";
    else count.textContent = whole < 60 ? whole
      : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
    return whole;
  };
  const stop = (text) => {
    begun = null;
    words.textContent = text;
    status.textContent = text;
    lock?.release().catch(() => undefined);
    lock = null;
  };
  const tick = () => {
    if (begun === null) return;
    const gone = (performance.now() - begun) / 1000;
    tell(draw(gone));
    if (open || gone < seconds) requestAnimationFrame(tick);
    else stop(timer.dataset.done);
  };
  button.addEventListener("click", async () => {
    if (begun !== null) {
      stop(start);
      draw(0);
      return;
    }
    begun = performance.now();
    words.textContent = timer.dataset.running;
    tick();
    lock = await navigator.wakeLock?.request("screen").catch(() => null);
  });
  draw(0);
  timer.hidden = false;
};

document.querySelectorAll(".timer").forEach(wake);

// A source's entry is its own preview, by `:target` alone. What is added here: Escape
// and a tap beside it close it, the line that called it stays in sight, and the focus
// goes back to the very mark that opened it. Which one that was is kept in the history,
// to outlast a look at the source's page.
const preview = () => document.querySelector(".preview:target");
const ways = Array.from(document.querySelectorAll(".preview__back"), (way) =>
  [way, way.firstChild.data]);
let used = null;
let height = null;
let moved = null;

// A mark may stand in a part that is folded, as after a look at the source's page.
const unfold = (mark) => mark?.closest("details")?.setAttribute("open", "");

// The sheet must not lie over the claim that is being checked.
const reveal = (open) => {
  const bottom = innerHeight - parseFloat(getComputedStyle(open).bottom);
  const over = used.getBoundingClientRect().bottom + 12 - (bottom - open.offsetHeight);
  if (open.offsetWidth < innerWidth || over <= 0) return;
  const from = moved?.from ?? scrollY;
  scrollBy({ top: over, behavior: "instant" });
  moved = { from, to: scrollY };
};

const show = () => {
  const open = preview();
  const last = used;
  used = (open && document.getElementById(history.state?.mark)) || null;
  unfold(used ?? last);
  last?.classList.remove("mark__link--open");
  used?.classList.add("mark__link--open");
  for (const [way, text] of ways) {
    const back = way.hash === `#${used?.id}`;
    way.classList.toggle("preview__back--used", back);
    way.firstChild.data = back ? way.closest("[data-back]").dataset.back : text;
  }
  if (used) {
    const lowest = innerHeight - open.offsetHeight - 16;
    const top = Math.max(16, Math.min(used.getBoundingClientRect().top, lowest));
    open.style.setProperty("--at", `${top}px`);
    reveal(open);
  } else if (last && !open) {
    if (height !== null) scrollTo({ top: height, behavior: "instant" });
    last.focus({ preventScroll: true });
    height = null;
    moved = null;
  }
};
const call = (mark) => {
  const entry = document.getElementById(mark.hash.slice(1));
  if (preview()) {
    location.replace(mark.hash);
  } else {
    entry.parentElement.style.setProperty("--room", `${entry.offsetHeight}px`);
    location.hash = mark.hash;
  }
  history.replaceState({ mark: mark.id }, "");
  show();
};
const close = () => {
  if (used) {
    height = moved?.to === scrollY ? moved.from : scrollY;
    history.back();
  } else {
    preview().querySelector(".preview__back").click();
  }
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link?.matches(".mark__link")) {
    event.preventDefault();
    call(link);
  } else if (link?.matches(".preview__back--used")) {
    event.preventDefault();
    close();
  } else if (used && !event.target.closest(".preview, a, button, summary")) {
    close();
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && preview()) close();
});
addEventListener("hashchange", show);
addEventListener("pageshow", show);
