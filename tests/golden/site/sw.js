"use strict";
// Keeps what helps in the night on the device: the relief steps, the card, and when to
// get help. The network comes first, so that nobody reads an old page while there is one.
const FAMILY = `${self.registration.scope} `;
const CACHE = FAMILY + "2f8b7b4eaaa7ff9f";
const FILES = ["now/index.html", "index.html", "see-a-doctor/index.html", "404.html", "cards/calf-cramp/index.html", "cards/index.html", "assets/site.77f5eec38c.js", "assets/icon.c7657b6e6f.svg"];
// A weak signal is worse than none: after this time the kept page is shown.
const PATIENCE = 4000;

const keep = async (request, response) => {
  const cache = await caches.open(CACHE);
  await cache.put(request, response);
};

const fromNetwork = async (request) => {
  const response = await fetch(request);
  if (response.ok) {
    await keep(request, response.clone()).catch(() => undefined);
  }
  return response;
};

const fromCache = async (request) => {
  const cache = await caches.open(CACHE);
  const url = request.url.split(/[?#]/)[0];
  const names = [url, `${url}index.html`, url.replace(/index\.html$/, "")];
  const found = await Promise.all(names.map((name) => cache.match(name)));
  return found.find(Boolean);
};

const after = (milliseconds) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const answer = async (request) => {
  const network = fromNetwork(request).catch(() => undefined);
  const soon = await Promise.race([network, after(PATIENCE)]);
  const reply = soon ?? (await fromCache(request)) ?? (await network);
  if (reply) {
    return reply;
  }
  const missing = request.mode === "navigate" && (await caches.match("404.html"));
  return missing || Response.error();
};

self.addEventListener("install", (event) => {
  const filled = caches.open(CACHE).then((cache) =>
    Promise.all(FILES.map((file) => cache.add(file).catch(() => undefined))));
  event.waitUntil(filled.then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const swept = caches.keys().then((names) => Promise.all(names
    .filter((name) => name.startsWith(FAMILY) && name !== CACHE)
    .map((name) => caches.delete(name))));
  event.waitUntil(swept.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(self.registration.scope)) {
    event.respondWith(answer(request));
  }
});
