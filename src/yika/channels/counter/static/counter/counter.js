// What the counter does by key: <yk-hotkeys> presses whatever names its key in aria-keyshortcuts.
const search = document.getElementById("q")
const SCAN = { letters: 8, each: 50, gap: 120 }  // ms; a hand types more slowly, a scanner never
const HOLD = 60  // ms; long enough to see whether a letter is the first of a scan

const main = () => document.getElementById("main")  // another one may take its place
const named = key => document.querySelector(`[aria-keyshortcuts="${CSS.escape(key)}"]`)
const typing = element => element?.matches("textarea, select, input:not([type=radio], [type=checkbox])")
const changed = field => field.type === "radio" || field.type === "checkbox"
  ? field.checked !== field.defaultChecked : field.type !== "hidden" && field.value !== field.defaultValue

// Knows a scanner by its speed and by the Enter at the end.
class Scan {
  constructor() { this.forget() }

  forget() { Object.assign(this, { text: "", first: 0, last: 0 }) }

  key(event) {
    if (event.key === "Enter") return this.end(event)
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return null
    if (event.timeStamp - this.last > SCAN.gap) this.start(event)
    this.text += event.key
    this.last = event.timeStamp
    return null
  }

  start(event) {
    this.forget()
    this.first = event.timeStamp
    this.field = typing(document.activeElement) ? document.activeElement : null
    this.before = this.field?.value
  }

  end(event) {
    const { text, first, last } = this
    this.forget()
    const quick = (last - first) / (text.length - 1) < SCAN.each && event.timeStamp - last < SCAN.gap
    return text.length >= SCAN.letters && quick ? text : null
  }

  undo() { if (this.field) this.field.value = this.before }
}

customElements.define("yk-hotkeys", class extends HTMLElement {
  connectedCallback() {
    this.leave = this.querySelector("[data-leave]")
    this.keys = this.querySelector("[data-keys]")
    this.scan = new Scan()
    addEventListener("keydown", event => this.key(event), true)
    this.leave.querySelector("[data-stay]").addEventListener("click", () => this.leave.close())
    this.leave.querySelector("[data-go]").addEventListener("click", () => this.target.click())
    this.keys?.querySelector("[data-close]").addEventListener("click", () => this.keys.close())
    const letters = this.keys?.querySelector("[data-letters]")
    if (letters) {
      letters.checked = localStorage.getItem("yika-letters") !== "off"
      letters.addEventListener("change", () => localStorage.setItem("yika-letters", letters.checked ? "on" : "off"))
    }
    begin()
  }

  key(event) {
    const scanned = this.scan.key(event)
    clearTimeout(this.held)
    if (scanned) return this.find(event, scanned)
    if (event.isComposing || event.ctrlKey || event.metaKey || this.querySelector("dialog[open]")) return
    if (event.altKey) return this.press(event, /^Digit[1-9]$/.test(event.code) && `Alt+${event.code[5]}`)
    if (event.key === "Escape") return this.back(event)
    if (typing(document.activeElement)) return
    if (event.key === "Enter") return document.activeElement === document.body && this.press(event, "Enter")
    if (event.key.length === 1) this.hold(event)
  }

  // A letter waits a moment: it may be the first of many from a scanner.
  hold(event) {
    const on = !/^[a-z]$/i.test(event.key) || localStorage.getItem("yika-letters") !== "off"
    const target = on && named(/^[a-z]$/.test(event.key) ? event.key.toUpperCase() : event.key)
    if (!target) return
    event.preventDefault()
    this.held = setTimeout(() => this.go(target), HOLD)
  }

  press(event, key) {
    const target = key === "Enter" ? document.querySelector("main .primary, .c-ops .primary") : key && named(key)
    if (!target) return
    event.preventDefault()
    this.go(target)
  }

  back(event) {
    event.preventDefault()
    const inSearch = document.activeElement === search
    const target = named("Escape")
    if (inSearch) {
      search.value = search.defaultValue
      search.blur()
    } else if (target) this.go(target)
  }

  go(target) {
    if (target === search) return search.select()
    if (target.getAttribute("aria-keyshortcuts") === "?" && this.keys) return this.keys.showModal()
    this.target = target
    const kept = target.closest("form")?.contains(target) && target.matches("button")
    const lost = !kept && [...main().querySelectorAll("input, textarea")].some(changed)
    lost ? this.leave.showModal() : target.click()
  }

  // What was scanned is taken out of the field it fell into, and looked for.
  find(event, text) {
    event.preventDefault()
    event.stopPropagation()
    this.scan.undo()
    search.value = text
    search.form.requestSubmit()
  }
})

// While something lies on the customer's screen: the answer is shown, but for who is ticking boxes.
customElements.define("yk-wait", class extends HTMLElement {
  connectedCallback() { this.look() }

  async look() {
    const answer = await fetch(this.dataset.state, { cache: "no-store" }).catch(() => null)
    const lies = answer?.ok ? (await answer.json().catch(() => null))?.lies : null
    if (lies !== "") return setTimeout(() => this.look(), 1500)
    if (![...main().querySelectorAll("input, textarea")].some(changed)) return location.reload()
    this.querySelector("[data-waits]").hidden = true
    this.querySelector("[data-answered]").hidden = false
  }
})

// Where a page begins: at what is wrong, else at what is asked, else at what is to be confirmed.
function begin() {
  const fields = "form .input, form input[type=radio], form input[type=checkbox], form .area"
  const wrong = document.getElementById("errors")
  const first = wrong ?? main().querySelector(fields) ?? main().querySelector("form .primary")
  first?.focus({ preventScroll: !wrong })
}

// A form is sent once, however often its button is pressed; the server would know it anyway.
addEventListener("submit", event => {
  if (event.target.dataset.sent) event.preventDefault()
  event.target.dataset.sent = "yes"
})
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent
})
