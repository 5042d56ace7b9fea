// What a kiosk's screen does by itself: the clock, the time left, the keys, contrast, voice.
document.getElementById("errors")?.focus()
addEventListener("contextmenu", event => event.preventDefault())
addEventListener("pageshow", event => { if (event.persisted) location.reload() })

const clock = document.querySelector("[data-clock]")
if (clock) {
  const tell = () => { clock.textContent = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" }) }
  tell()
  setInterval(tell, 1000)
  setInterval(() => fetch("/kiosk/alive").catch(() => {}), 60_000)
}

// <yk-idle seconds="60" warn="20">: shows the time left, asks, and at zero ends the visit.
customElements.define("yk-idle", class extends HTMLElement {
  connectedCallback() {
    this.whole = +this.getAttribute("seconds")
    this.dialog = this.querySelector("dialog")
    this.reset()
    for (const kind of ["pointerdown", "keydown", "input"]) addEventListener(kind, () => this.reset())
    this.timer = setInterval(() => this.tick(), 1000)
  }

  disconnectedCallback() { clearInterval(this.timer) }

  reset() {
    this.left = this.whole
    if (this.dialog.open) this.dialog.close()
    this.show()
  }

  tick() {
    this.left -= 1
    this.show()
    if (this.left === +this.getAttribute("warn") && this.whole > this.left) {
      this.dialog.showModal()
      say(this.dialog.textContent)
    }
    if (this.left <= 0) {
      clearInterval(this.timer)
      location.replace(this.dataset.end)
    }
  }

  show() {
    this.querySelector("[data-left]").textContent = this.left
    this.querySelector(".fg").style.strokeDashoffset = 100 - 100 * this.left / this.whole
  }
})

// <yk-keypad>: large keys, always in the same places, for the field that has the focus.
const FIELDS = "input[inputmode=numeric], input[type=tel], input.code"
customElements.define("yk-keypad", class extends HTMLElement {
  connectedCallback() {
    this.fields = [...document.querySelectorAll(FIELDS)]
    if (!this.fields.length) return
    this.field = this.fields.find(field => field.getAttribute("aria-invalid")) ?? this.fields[0]
    // Among other fields the keys only come up for the one that needs them.
    const alone = document.querySelectorAll("main .input").length === this.fields.length
    this.toggleAttribute("floating", !alone)
    for (const field of this.fields) field.addEventListener("focus", () => {
      this.field = field
      this.hidden = false
    })
    for (const field of document.querySelectorAll("main :is(.input, button)"))
      if (!this.fields.includes(field)) field.addEventListener("focus", () => { this.hidden = !alone })
    const letters = this.hasAttribute("letters") || this.fields.some(field => field.matches(".code:not([inputmode])"))
    this.toggleAttribute("letters", letters)
    const keys = letters ? [..."0123456789ABCDEFGHJKMNPQRSTVWXYZ", "⌫"] : [..."123456789", "⌫", "0", "C"]
    for (const key of keys) this.append(this.key(key))
    if (!alone) this.append(this.done())
    this.hidden = !alone
    if (alone) this.field.focus()
  }

  key(text) {
    const key = document.createElement("button")
    key.type = "button"
    key.textContent = text
    key.tabIndex = -1
    if (text === "⌫") key.className = "erase"
    key.addEventListener("pointerdown", event => event.preventDefault())
    key.addEventListener("click", () => this.press(text))
    return key
  }

  done() {
    const done = this.key(this.dataset.done)
    done.className = "done"
    done.addEventListener("click", () => { this.hidden = true })
    return done
  }

  press(key) {
    if (key === this.dataset.done) return

    const { field } = this
    if (key === "C" && !this.hasAttribute("letters")) field.value = ""
    else if (key === "⌫") field.value = field.value.slice(0, -1)
    else if (field.value.length < field.maxLength) field.value += key
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }
})

const contrast = document.querySelector("[data-contrast]")
const strong = on => {
  document.documentElement.toggleAttribute("data-contrast-on", on)
  contrast.setAttribute("aria-pressed", on)
  on ? sessionStorage.setItem("contrast", "on") : sessionStorage.removeItem("contrast")
}
contrast.addEventListener("click", () => strong(contrast.getAttribute("aria-pressed") !== "true"))
strong(sessionStorage.getItem("contrast") === "on" && !clock)

const voice = document.querySelector("[data-voice]")
const speaks = () => voice.getAttribute("aria-pressed") === "true"
function say(text) {
  if (!speaks() || !window.speechSynthesis) return
  speechSynthesis.cancel()
  const words = new SpeechSynthesisUtterance(text)
  words.lang = document.documentElement.lang
  speechSynthesis.speak(words)
}
const aloud = on => {
  voice.setAttribute("aria-pressed", on)
  on ? sessionStorage.setItem("voice", "on") : sessionStorage.removeItem("voice")
  if (on) say(document.getElementById("main").innerText)
  else window.speechSynthesis?.cancel()
}
voice.addEventListener("click", () => aloud(!speaks()))
if (sessionStorage.getItem("voice") && !clock) aloud(true)
