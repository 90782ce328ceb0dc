"use strict";
// Keeps what helps in the night on the device: the relief steps, the cards and when to
// get help. Those are shown from the device at once and renewed behind. Other pages come
// from the network; once read, they are there without it too.
const SCOPE = self.registration.scope;
const FAMILY = `${SCOPE} `;
const KEPT = FAMILY + "3a65edd56525eae0";
const READ = `${FAMILY}read`;
const whole = (paths) => paths.map((path) => new URL(path, SCOPE).href);
const FILES = whole(["now/index.html", "see-a-doctor/index.html", "cards/calf-cramp/index.html", "cards/index.html", "index.html", "offline.html", "assets/site.77f5eec38c.js", "assets/player.ee8ccb3c87.js", "assets/player.f574d449ac.css", "assets/icon.c7657b6e6f.svg", "assets/serif.4dc38c0113.woff2", "assets/sans.bccb88b659.woff2", "cards/calf-cramp/card.txt"]);
const FIRST = new Set(whole(["now/index.html", "see-a-doctor/index.html", "cards/calf-cramp/index.html", "cards/index.html"]));
const OFFLINE = new URL("offline.html", SCOPE).href;
// A weak signal is worse than none: after this time a page that was read is shown again.
const PATIENCE = 1000;

// One name for a page, with or without index.html, and whatever follows a question mark.
const named = (url) => url.split(/[?#]/)[0].replace(/\/$/, "/index.html");
const hashed = (name) => name.startsWith(`${SCOPE}assets/`);

const kept = async (name) => {
  for (const cache of [KEPT, READ]) {
    const copy = await (await caches.open(cache)).match(name);
    if (copy) return copy;
  }
  return undefined;
};

const keep = async (name, response) => {
  const fleeting = /no-store/.test(response.headers.get("cache-control"));
  if (response.status !== 200 || response.redirected || fleeting) {
    response.body?.cancel(); // An answer that nobody reads holds its connection.
    return;
  }
  const cache = await caches.open(FILES.includes(name) ? KEPT : READ);
  await cache.put(name, response);
};

// A page is asked for anew: a browser's own memory would call an old one fresh.
const asked = ({ mode, url }) =>
  fetch(url, { cache: "no-cache", redirect: mode === "navigate" ? "manual" : "follow" });

const fromNetwork = async (event, name) => {
  const response = await (hashed(name) ? fetch(event.request) : asked(event.request));
  event.waitUntil(keep(name, response.clone()).catch(() => undefined));
  return response;
};

const after = (milliseconds) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

// Every page on the device, by its title without the guide's.
const list = async () => {
  const rows = new Map();
  for (const name of [KEPT, READ]) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      if (!url.endsWith("/index.html")) continue;
      const text = await (await cache.match(url)).text();
      const title = /<title>(.*?)( – [^–]*)?<\/title>/.exec(text)?.[1];
      if (title) rows.set(url, `<li><a class="entries__link" href="${url}">${title}</a></li>`);
    }
  }
  return Array.from(rows.values()).join("\n");
};

// The page for a page that isn't here: its links lead from wherever it is shown.
const offline = async () => {
  const page = await kept(OFFLINE);
  if (!page) return Response.error();
  const rows = await list();
  const text = (await page.text())
    .replace(/(href|src)="(?!["#]|[a-z]+:)/g, (start) => start + SCOPE)
    .replace(/(<ul [^>]*data-kept>)[^]*?(<\/ul>)/, (_, start, end) => start + rows + end);
  return new Response(text, { headers: { "content-type": "text/html; charset=utf-8" } });
};

const answer = async (event) => {
  const name = named(event.request.url);
  const copy = await kept(name);
  if (copy && hashed(name)) return copy;
  const network = fromNetwork(event, name).catch(() => undefined);
  event.waitUntil(network);
  if (copy && FIRST.has(name)) return copy;
  const soon = await (copy ? Promise.race([network, after(PATIENCE)]) : network);
  if (copy && !(soon?.status < 500)) return copy;
  return soon ?? (event.request.mode === "navigate" ? offline() : Response.error());
};

const fill = async () => {
  const cache = await caches.open(KEPT);
  await Promise.all(FILES.map(async (name) => {
    const response = await fetch(name, { cache: "no-cache" }).catch(() => undefined);
    if (response) await keep(name, response);
    const older = (await cache.match(name)) ? undefined : await caches.match(name);
    if (older) await cache.put(name, older);
  }));
};

const sweep = async () => {
  const names = await caches.keys();
  const old = names.filter((name) =>
    name.startsWith(FAMILY) && name !== KEPT && name !== READ);
  await Promise.all(old.map((name) => caches.delete(name)));
};

self.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(sweep().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(SCOPE)) {
    event.respondWith(answer(event));
  }
});
