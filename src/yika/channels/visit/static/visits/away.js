// A visit without a network: opened by its PIN, captured into closed boxes, handed over once.
import { base64, markOf, openBox, sealTo, unlock } from "./boxes.js"
import { all, forget, keep } from "./kept.js"

const TRIES = 5
const LONGEST = 2000
const SHORTEST = 600
const root = document.getElementById("visit")
const words = document.getElementById("words")
const say = name => words.querySelector(`[data-say="${name}"]`).textContent
const called = (kind, code) => words.querySelector(`[data-${kind}="${code}"]`)?.textContent ?? code
const part = name => document.getElementById(`part-${name}`).content.firstElementChild.cloneNode(true)
const put = (node, name, text) => { node.querySelector(`[data-put="${name}"]`).textContent = text }
const time = (text, zone) => new Date(text).toLocaleString(document.documentElement.lang, { timeZone: zone, dateStyle: "medium", timeStyle: "short" })

function show(node) {
  root.replaceChildren(node)
  scrollTo(0, 0)
}

function end(name, lines = [], dress = "good") {
  const node = part("end")
  node.querySelector(".notice").classList.add(dress)
  put(node, "title", say(name))
  node.querySelector("ul").replaceChildren(...lines.map(line => Object.assign(document.createElement("li"), { textContent: line })))
  show(node)
  node.querySelector("h1").focus()
}

async function begin() {
  const found = (await all()).sort((one, other) => one.begins - other.begins)
  for (const one of found) if (Date.now() >= one.expires && one.locked) await keep(Object.assign(one, { locked: null }))
  if (found.length === 0) return end("none", [], "info")
  if (found.length === 1) return found[0].locked ? locked(found[0]) : over(found[0])
  const node = part("choose")
  for (const one of found) {
    const button = document.createElement("button")
    Object.assign(button, { className: "btn line", textContent: time(one.begins) })
    button.addEventListener("click", () => one.locked ? locked(one) : over(one))
    node.querySelector(".actions").append(button)
  }
  show(node)
}

function locked(one) {
  const node = part("locked")
  node.querySelector("form").addEventListener("submit", async event => {
    event.preventDefault()
    const input = event.target.elements.pin
    const box = await unlock(input.value, one.locked).catch(() => null)
    if (box) {
      await keep(Object.assign(one, { wrong: 0 }))
      const plain = await openBox(one.private, box, `${one.bundle}|bundle`)
      return opened(one, JSON.parse(new TextDecoder().decode(plain)))
    }
    one.wrong += 1
    if (one.wrong >= TRIES) one.locked = null
    await keep(one)
    if (!one.locked) return over(one, "tries")
    input.value = ""
    const fault = node.querySelector(".fault")
    fault.hidden = false
    fault.textContent = say("wrong")
    input.focus()
  })
  show(node)
  node.querySelector("input").focus()
}

// Nothing can be opened here any more. What was captured before can still be handed over.
function over(one, why = "expired") {
  const node = part("over")
  put(node, "why", say(why))
  const button = node.querySelector("[data-hand-over]")
  button.hidden = !("sheet" in one.pieces)
  button.addEventListener("click", () => handOver(one, node))
  node.querySelector("[data-forget]").addEventListener("click", async () => { await forget(one.bundle); end("wiped") })
  show(node)
}

function opened(one, told) {
  const node = part("visit")
  put(node, "when", `${time(told.begins_at, told.zone)} – ${new Date(told.ends_at).toLocaleTimeString(document.documentElement.lang, { timeZone: told.zone, timeStyle: "short" })}`)
  put(node, "code", told.code)
  put(node, "staff", told.staff.join(", "))
  put(node, "number", told.number)
  for (const name of ["name", "address", "phone", "note"]) put(node, name, told.door[name])
  node.querySelector('[data-put="phone"]').href = `tel:${told.door.phone.replace(/[^+0-9]/g, "")}`
  node.querySelector("[data-note]").hidden = !told.door.note
  node.querySelector("[data-face]").hidden = !told.face // he has not let it be compared
  const select = node.querySelector("select[name=document]")
  select.append(...told.documents.map(each => new Option(called("document", each.document), each.document)))
  const paper = () => told.documents.find(each => each.document === select.value)
  const again = () => asked(one, node, paper())
  select.addEventListener("change", again)
  node.querySelector("form").addEventListener("submit", event => { event.preventDefault(); keepSheet(one, node, event.target, paper()) })
  node.querySelector("[data-not-met]").addEventListener("click", async () => {
    await keepPiece(one, "sheet", { met: "not-met", captured_at: new Date().toISOString() })
    ready(one, node)
  })
  node.querySelector("[data-hand-over]").addEventListener("click", () => handOver(one, node))
  again()
  ready(one, node)
  show(node)
}

// The pictures and the fields of one document.
function asked(one, node, paper) {
  const pictures = paper.pictures.map(name => {
    const field = part("picture")
    const [document_, side] = name.split("/")
    put(field, "side", `${called("document", document_)} · ${called("side", side)}`)
    const mark = () => { field.querySelector("[data-kept]").hidden = !(name in one.pieces) }
    field.querySelector("input").addEventListener("change", async event => {
      const fault = field.querySelector(".fault")
      fault.hidden = true
      try {
        await keepPicture(one, name, event.target.files[0], field.querySelector("canvas"))
      } catch (trouble) {
        fault.textContent = say(trouble.message === "small" ? "small" : "no-picture")
        fault.hidden = false
      }
      event.target.value = ""
      mark()
    })
    mark()
    return field
  })
  node.querySelector("[data-pictures]").replaceChildren(...pictures)
  const fields = paper.fields.map(name => {
    const field = part(name === "sex" ? "sex" : name === "permanent" ? "tick" : "field")
    put(field, "label", called("field", name))
    const input = field.querySelector("input, select")
    Object.assign(input, { name, id: `f-${name}`, required: paper.needed.includes(name) })
    if (field.querySelector("label[for]")) field.querySelector("label").htmlFor = input.id
    if (name.endsWith("_on")) input.type = "date"
    return field
  })
  node.querySelector("[data-fields]").replaceChildren(...fields)
}

// Made smaller, without anything but its pixels, and closed before the next thing happens.
async function keepPicture(one, name, file, canvas) {
  const image = await createImageBitmap(file)
  if (Math.max(image.width, image.height) < SHORTEST) throw new Error("small")
  const scale = Math.min(1, LONGEST / Math.max(image.width, image.height))
  Object.assign(canvas, { width: Math.round(image.width * scale), height: Math.round(image.height * scale), hidden: false })
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise(yes => canvas.toBlob(yes, "image/jpeg", .9))
  one.pieces[name] = await sealTo(one.server, await blob.arrayBuffer(), `${one.bundle}|${name}`)
  await keep(one)
}

async function keepPiece(one, name, told) {
  one.pieces[name] = await sealTo(one.server, new TextEncoder().encode(JSON.stringify(told)), `${one.bundle}|${name}`)
  await keep(one)
}

async function keepSheet(one, node, form, paper) {
  const given = new FormData(form)
  const names = [...node.querySelectorAll("[data-fields] input, [data-fields] select")].map(input => input.name)
  const fields = Object.fromEntries(names.map(name => [name, (given.get(name) ?? "").trim()]).filter(([, value]) => value))
  for (const name of Object.keys(one.pieces)) if (!paper.pictures.includes(name)) delete one.pieces[name]
  await keepPiece(one, "sheet", {
    met: "done", document: paper.document, fields, original: given.has("original"), face: given.has("face"), captured_at: new Date().toISOString(),
  })
  for (const input of form.querySelectorAll("[data-fields] input, [data-fields] select")) input.type === "checkbox" ? input.checked = false : input.value = ""
  for (const canvas of node.querySelectorAll("canvas")) Object.assign(canvas, { width: 0, height: 0, hidden: true })
  ready(one, node)
  node.querySelector("[data-ready]").focus()
}

function ready(one, node) {
  node.querySelector("[data-ready]").hidden = !("sheet" in one.pieces)
}

async function handOver(one, node) {
  const fault = node.querySelector("[data-trouble]")
  const button = node.querySelector("[data-hand-over]")
  const trouble = (name, lines = [say(name)]) => { fault.hidden = false; fault.firstElementChild.textContent = lines.join(" "); fault.querySelector("a").hidden = name !== "sign-in"; button.disabled = false }
  button.disabled = true
  try {
    const asked = await fetch("/visits/token")
    if (asked.redirected || !asked.ok) return trouble("sign-in")
    const { token } = await asked.json()
    const data = new FormData()
    for (const [name, box] of Object.entries(one.pieces)) data.set(name, new Blob([box]), "box")
    data.set("mark", base64(await markOf(one.private, one.server, one.pieces, `${one.bundle}|return`)))
    const answer = await fetch(`/visits/bundles/${one.bundle}`, { method: "POST", body: data, headers: { "X-CSRFToken": token } })
    const told = await answer.json()
    const kept = told.code === "visit.bundle_held"
    if (!answer.ok && !kept) return trouble("refused", told.told)
    await forget(one.bundle)
    end(kept ? "held" : "done", kept ? [] : told.troubles, kept ? "info" : "good")
  } catch {
    trouble("offline")
  }
}

begin()
