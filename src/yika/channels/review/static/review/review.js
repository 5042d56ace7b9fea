// The review desk: keys that press what names them, pictures to look into, a lock that is renewed, an undo that runs out.
const typing = element => element?.matches("textarea, select, input:not([type=radio], [type=checkbox])")
const named = key => document.querySelector(`[aria-keyshortcuts="${CSS.escape(key)}"]`)
const LETTERS = "yika-letters"
const ZOOM_MAX = 8
const STEP = 60  // pixels an arrow moves
const RENEW_BEFORE = 6 * 60  // seconds; renewed while somebody is at it and less than this is left
const AT_IT = 3 * 60 * 1000

let moved = Date.now()
for (const what of ["pointermove", "keydown", "wheel"]) addEventListener(what, () => { moved = Date.now() }, { passive: true })

customElements.define("yk-keys", class extends HTMLElement {
  connectedCallback() {
    const letters = this.querySelector("[data-letters]")
    letters.checked = localStorage.getItem(LETTERS) !== "off"
    letters.addEventListener("change", () => localStorage.setItem(LETTERS, letters.checked ? "on" : "off"))
    addEventListener("keydown", event => this.key(event))
    document.getElementById("errors")?.focus()
  }

  key(event) {
    if (event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const open = document.activeElement?.closest("[data-deed][open] form")?.closest("details")
    if (event.key === "Escape") return this.back(event, open)
    if (typing(document.activeElement) || event.key.length !== 1) return
    if (localStorage.getItem(LETTERS) === "off") return
    if (open) return this.choose(event)
    const target = named(/^[a-z]$/i.test(event.key) ? event.key.toUpperCase() : event.key)
    if (!target) return document.querySelector("yk-look[data-last], yk-look")?.key(event)
    event.preventDefault()
    if (target.matches("input")) target.select()
    else if (target.matches(".r-frame")) target.focus()
    else this.press(target)
  }

  // A figure chooses that answer, and goes on to the next question that has none yet.
  choose(event) {
    const asked = document.activeElement.closest("fieldset")
    const answer = asked?.querySelectorAll("[type=radio]")[Number(event.key) - 1]
    if (!answer) return
    event.preventDefault()
    answer.checked = true
    answer.focus()
    const others = [...asked.form.querySelectorAll("fieldset")]
    const next = others.find(one => !one.querySelector(":checked"))
    next?.querySelector("[type=radio]").focus()
  }

  press(target) {
    target.click()
    const details = target.closest("summary")?.parentElement
    if (details) requestAnimationFrame(() => {
      details.querySelector("form :is(input:not([type=hidden]), textarea)")?.focus()
      details.scrollIntoView({ block: "nearest" })
    })
  }

  back(event, open) {
    if (typing(document.activeElement) && !open) return document.activeElement.blur()
    event.preventDefault()
    if (!open) return named("Escape")?.click()
    open.open = false
    open.querySelector("summary").focus()
  }
})

// A form is sent once, however often its key is pressed; the server would know it anyway.
addEventListener("submit", event => {
  if (event.target.dataset.sent) event.preventDefault()
  event.target.dataset.sent = "yes"
})
addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent })

customElements.define("yk-look", class extends HTMLElement {
  connectedCallback() {
    Object.assign(this, { zoom: 1, quarter: 0, x: 0, y: 0 })
    this.frame = this.querySelector(".r-frame")
    this.image = this.querySelector("img")
    this.querySelector(".r-tools").hidden = false
    this.addEventListener("click", event => this.press(event.target.closest("button")))
    this.frame.addEventListener("keydown", event => this.key(event))
    this.addEventListener("focusin", () => this.last())
    this.frame.addEventListener("wheel", event => this.wheel(event), { passive: false })
    this.frame.addEventListener("pointerdown", event => this.grip(event))
    this.frame.addEventListener("pointermove", event => this.drag(event))
    for (const end of ["pointerup", "pointercancel"]) this.frame.addEventListener(end, () => { this.held = null })
    this.image.addEventListener("load", () => this.draw())
    addEventListener("resize", () => this.draw())
    this.draw()
  }

  press(button) {
    if (!button) return
    if (button.dataset.by) this.larger(Number(button.dataset.by))
    if ("turn" in button.dataset) this.turn()
    if ("whole" in button.dataset) this.whole()
  }

  last() {
    document.querySelector("yk-look[data-last]")?.removeAttribute("data-last")
    this.setAttribute("data-last", "")
  }

  key(event) {
    if (event.defaultPrevented) return
    const moves = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] }
    const does = { "+": () => this.larger(1), "=": () => this.larger(1), "-": () => this.larger(-1), 0: () => this.whole(), "]": () => this.turn() }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (does[event.key]) does[event.key]()
    else if (moves[event.key] && this.zoom > 1) this.move(...moves[event.key])
    else return
    event.preventDefault()
  }

  wheel(event) {
    if (!event.ctrlKey) return
    event.preventDefault()
    this.larger(event.deltaY < 0 ? 1 : -1)
  }

  grip(event) {
    this.held = this.zoom > 1 ? [event.clientX, event.clientY] : null
    if (this.held) this.frame.setPointerCapture(event.pointerId)
  }

  drag(event) {
    if (!this.held) return
    const [x, y] = this.held
    this.held = [event.clientX, event.clientY]
    this.move(event.clientX - x, event.clientY - y)
  }

  larger(by) {
    const before = this.zoom
    this.zoom = Math.min(Math.max(this.zoom * (by > 0 ? 1.5 : 1 / 1.5), 1), ZOOM_MAX)
    this.x *= this.zoom / before
    this.y *= this.zoom / before
    this.draw()
  }

  turn() { this.quarter = (this.quarter + 1) % 4; this.x = this.y = 0; this.draw() }

  whole() { Object.assign(this, { zoom: 1, x: 0, y: 0 }); this.draw() }

  move(x, y) { this.x += x; this.y += y; this.draw() }

  draw() {
    const { clientWidth: wide, clientHeight: high } = this.frame
    const { naturalWidth, naturalHeight } = this.image
    if (!naturalWidth || !wide) return
    const fit = Math.min(wide / naturalWidth, high / naturalHeight)
    const shown = [naturalWidth * fit, naturalHeight * fit]
    const [across, down] = this.quarter % 2 ? shown.reverse() : shown
    const scale = Math.min(wide / across, high / down, this.quarter % 2 ? Infinity : 1) * this.zoom
    const room = [(across * scale - wide) / 2, (down * scale - high) / 2].map(most => Math.max(most, 0))
    this.x = Math.min(Math.max(this.x, -room[0]), room[0])
    this.y = Math.min(Math.max(this.y, -room[1]), room[1])
    this.image.style.transform = `translate(${this.x}px, ${this.y}px) rotate(${this.quarter * 90}deg) scale(${scale})`
    this.frame.toggleAttribute("data-zoomed", this.zoom > 1)
  }
})

customElements.define("yk-lock", class extends HTMLElement {
  connectedCallback() {
    this.until = new Date(this.dataset.until)
    this.timer = setInterval(() => this.tick(), 1000)
    this.tick()
  }

  disconnectedCallback() { clearInterval(this.timer) }

  tick() {
    const left = Math.round((this.until - Date.now()) / 1000)
    if (left <= 0) return this.over()
    this.querySelector("[data-left]").textContent = ` · ${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`
    this.toggleAttribute("data-soon", left < 120)
    const atIt = !document.hidden && Date.now() - moved < AT_IT
    if (left < RENEW_BEFORE && atIt && !this.asking) this.renew()
  }

  async renew() {
    this.asking = true
    const body = new FormData()
    body.set("csrfmiddlewaretoken", this.querySelector("[name=csrfmiddlewaretoken]").value)
    const answer = await fetch(this.dataset.url, { method: "POST", body }).catch(() => null)
    setTimeout(() => { this.asking = false }, 20_000)
    if (!answer) return
    const said = await answer.json().catch(() => ({}))
    if (said.until) this.show(new Date(said.until))
    else if (said.lost) this.lose(said.lost.join(" "))
  }

  show(until) {
    this.until = until
    this.querySelector("[data-clock]").textContent = until.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false })
  }

  over() { this.lose(this.dataset.over) }

  lose(words) {
    clearInterval(this.timer)
    this.toggleAttribute("data-lost", true)
    this.setAttribute("role", "alert")
    this.querySelector("b").textContent = words
  }
})

customElements.define("yk-undo", class extends HTMLElement {
  connectedCallback() {
    this.bar = this.querySelector("progress")
    this.ends = Date.now() + Number(this.dataset.seconds || 0) * 1000
    if (this.bar) this.timer = setInterval(() => this.tick(), 100)
  }

  disconnectedCallback() { clearInterval(this.timer) }

  tick() {
    this.bar.value = (this.ends - Date.now()) / 1000
    if (Date.now() < this.ends) return
    clearInterval(this.timer)
    this.querySelector("form").remove()
    this.classList.replace("info", "good")
  }
})
