{% load static %}// Keeps the bare page of visits for when there is no network. It knows nothing of anybody.
const KEPT = "visits-{{ version }}"
const SHELL = ["{% url "visit:away" %}", "{% static "common/yika.css" %}", "{% static "visits/visits.css" %}", "{% static "visits/away.js" %}", "{% get_static_prefix %}visits/boxes.js", "{% get_static_prefix %}visits/kept.js", "{% static "common/icons.svg" %}", "{% static "common/seal.svg" %}", "{% static "common/inter-num.woff2" %}"]

addEventListener("install", event => event.waitUntil(caches.open(KEPT).then(kept => kept.addAll(SHELL)).then(() => skipWaiting())))
addEventListener("activate", event => event.waitUntil(caches.keys().then(names => Promise.all(names.filter(name => name.startsWith("visits-") && name !== KEPT).map(name => caches.delete(name)))).then(() => clients.claim())))
addEventListener("fetch", event => {
  const { request } = event
  const path = new URL(request.url).pathname
  if (request.method === "GET" && SHELL.includes(path)) event.respondWith(fetch(request).catch(() => caches.match(path)))
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => Response.redirect(SHELL[0])))
})
