// The customer's screen: shows what the clerk hands over, and takes a signature. Nothing is kept.
const EVERY = 1500, THANKS = 20000, INK = "#14201c", PEN = 3

customElements.define("yk-customer", class extends HTMLElement {
  connectedCallback() {
    this.since = Date.now()
    this.look()
    addEventListener("submit", event => {
      if (this.sent) event.preventDefault()
      this.sent = true
    })
    addEventListener("pageshow", event => { if (event.persisted) location.replace(this.dataset.here) })
  }

  async look() {
    const lies = await lying(this.dataset.state)
    const over = this.dataset.said && Date.now() - this.since > THANKS
    if (!this.sent && lies !== null && (lies !== this.dataset.lies || over)) return location.replace(this.dataset.here)
    setTimeout(() => this.look(), EVERY)
  }
})

// What lies there; null where nobody answers.
async function lying(address) {
  try {
    const answer = await fetch(address, { cache: "no-store" })
    return (await answer.json()).lies
  } catch {
    return null
  }
}

customElements.define("yk-sign", class extends HTMLElement {
  connectedCallback() {
    this.hidden = false
    this.canvas = this.querySelector("canvas")
    this.input = this.querySelector("input")
    this.querySelector("[data-clear]").addEventListener("click", () => this.clear())
    for (const kind of ["pointerdown", "pointermove", "pointerup", "pointercancel"])
      this.canvas.addEventListener(kind, event => this[kind]?.(event))
    this.clear()
  }

  // As fine as the display; a white sheet, also in the dark.
  clear() {
    const { clientWidth: width, clientHeight: height } = this.canvas, fine = Math.max(devicePixelRatio, 900 / width)
    Object.assign(this.canvas, { width: Math.round(width * fine), height: Math.round(height * fine) })
    this.pen = this.canvas.getContext("2d")
    this.pen.fillStyle = "#fff"
    this.pen.fillRect(0, 0, this.canvas.width, this.canvas.height)
    this.pen.scale(fine, fine)
    Object.assign(this.pen, { lineWidth: PEN, lineCap: "round", lineJoin: "round", strokeStyle: INK })
    this.input.value = ""
    this.toggleAttribute("drawn", false)
  }

  pointerdown(event) {
    event.preventDefault()
    this.canvas.setPointerCapture(event.pointerId)
    this.down = true
    this.pen.beginPath()
    this.pen.moveTo(event.offsetX, event.offsetY)
  }

  pointermove(event) {
    if (!this.down) return
    for (const one of event.getCoalescedEvents?.() ?? [event]) this.pen.lineTo(one.offsetX, one.offsetY)
    this.pen.stroke()
  }

  pointerup() {
    this.down = false
    this.keep()
  }

  pointercancel() { this.down = false }

  // The form carries what stands on the sheet now.
  keep() {
    this.canvas.toBlob(blob => {
      const list = new DataTransfer()
      list.items.add(new File([blob], "signature.png", { type: "image/png" }))
      this.input.files = list.files
      this.toggleAttribute("drawn", true)
    }, "image/png")
  }
})
