// What this device keeps of visits: closed boxes and a key that cannot be taken out. No plain text.
const NAME = "yika-visits"

const done = request => new Promise((yes, no) => {
  request.onsuccess = () => yes(request.result)
  request.onerror = () => no(request.error)
})

async function rows(mode, act) {
  const opening = indexedDB.open(NAME, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore("bundles", { keyPath: "bundle" })
  const base = await done(opening)
  try {
    return await done(act(base.transaction("bundles", mode).objectStore("bundles")))
  } finally {
    base.close()
  }
}

const there = async () => (await indexedDB.databases()).some(one => one.name === NAME)

export const all = async () => await there() ? rows("readonly", store => store.getAll()) : []
export const keep = bundle => rows("readwrite", store => store.put(bundle))

// One visit is gone; with the last one goes everything: the store, the page kept for being away.
export async function forget(bundle) {
  await rows("readwrite", store => store.delete(bundle))
  if ((await all()).length === 0) await wipe()
}

export async function wipe() {
  await done(indexedDB.deleteDatabase(NAME))
  for (const name of await caches.keys()) if (name.startsWith("visits-")) await caches.delete(name)
  const worker = await navigator.serviceWorker.getRegistration("/visits/")
  if (worker?.scope.endsWith("/visits/")) await worker.unregister()
}

// The page is on the device before anybody leaves with it.
export async function prepare() {
  await navigator.serviceWorker.register("/visits/worker.js")
  await navigator.serviceWorker.ready
}
