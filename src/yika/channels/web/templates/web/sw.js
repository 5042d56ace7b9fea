{% load static %}// Keeps the look of the app and one page for when there is no network. Nothing personal is kept.
const KEPT = "yika-{{ version }}"
const SHELL = ["{% url "web:offline" %}", "{% static "common/yika.css" %}", "{% static "web/holder.css" %}", "{% static "common/icons.svg" %}", "{% static "common/seal.svg" %}", "{% static "common/inter-num.woff2" %}"]

addEventListener("install", event => event.waitUntil(caches.open(KEPT).then(kept => kept.addAll(SHELL)).then(() => skipWaiting())))
addEventListener("activate", event => event.waitUntil(caches.keys().then(names => Promise.all(names.filter(name => name.startsWith("yika-") && name !== KEPT).map(name => caches.delete(name)))).then(() => clients.claim())))
addEventListener("fetch", event => {
  const { request } = event
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(SHELL[0])))
  else if (request.method === "GET" && SHELL.includes(new URL(request.url).pathname)) event.respondWith(caches.match(request).then(kept => kept ?? fetch(request)))
})
