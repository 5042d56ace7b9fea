// Takes a visit along: makes the key of this device, and keeps what it alone can open.
import { base64, lock, newPair, openBox, shown, unbase64 } from "./boxes.js"
import { keep, prepare } from "./kept.js"

const form = document.querySelector("form[data-take]")
const said = document.getElementById("errors")
const button = form?.querySelector("button")

function tell(lines) {
  said.querySelector("ul").replaceChildren(...lines.map(line => Object.assign(document.createElement("li"), { textContent: line })))
  said.hidden = false
  said.focus()
}

async function take(data) {
  const pin = data.get("pin")
  data.delete("pin") // it stays on this device
  if (!/^[0-9]{6,12}$/.test(pin)) return tell([form.dataset.pin])
  const pair = await newPair()
  data.set("device", base64(await shown(pair.publicKey)))
  const answer = await fetch(form.action, { method: "POST", body: data })
  if (answer.redirected) return location.assign(answer.url)
  const told = await answer.json()
  if (!answer.ok) return tell(told.told ?? [form.dataset.failed])

  const box = unbase64(told.box)
  const plain = JSON.parse(new TextDecoder().decode(await openBox(pair.privateKey, box, `${told.bundle}|bundle`)))
  await prepare()
  await keep({
    bundle: told.bundle, expires: told.expires, begins: Date.parse(plain.begins_at), private: pair.privateKey,
    server: unbase64(plain.server), locked: await lock(pin, box), wrong: 0, pieces: {},
  })
  form.reset()
  location.assign(form.dataset.away)
}

form?.addEventListener("submit", async event => {
  event.preventDefault()
  button.disabled = true
  said.hidden = true
  try {
    await take(new FormData(form))
  } catch {
    tell([form.dataset.failed])
  } finally {
    button.disabled = false
  }
})
