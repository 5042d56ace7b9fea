// <yk-live>: what stands in it is as it is now, for as long as somebody looks at it.
customElements.define("yk-live", class extends HTMLElement {
  connectedCallback() { this.timer = setInterval(() => document.hidden || this.look(), 30_000) }

  disconnectedCallback() { clearInterval(this.timer) }

  async look() {
    const answer = await fetch(location.href).catch(() => null)
    if (!answer?.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    this.replaceChildren(...page.querySelector(this.localName).childNodes)
  }
})

// <yk-near>: works out in the browser how far each outlet is, and sorts. No position is ever sent.
const EARTH = 6371008.8 // metres
const radians = degrees => degrees * Math.PI / 180

customElements.define("yk-near", class extends HTMLElement {
  connectedCallback() {
    this.hidden = !("geolocation" in navigator) || !document.querySelector("[data-latitude]")
    this.querySelector("button").addEventListener("click", () => this.ask())
  }

  ask() {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.sort(coords),
      () => this.say(this.dataset.refused),
      { maximumAge: 300_000, timeout: 15_000 },
    )
  }

  sort(here) {
    const list = document.querySelector(".places")
    const places = [...list.children].map(place => ({ place, metres: metres(here, place.dataset) }))
    places.sort((one, other) => one.metres - other.metres)
    for (const { place, metres } of places) {
      const far = place.querySelector(".far")
      far.hidden = !Number.isFinite(metres)
      far.textContent = metres < 1000
        ? this.dataset.m.replace("{count}", Math.max(50, Math.round(metres / 50) * 50))
        : this.dataset.km.replace("{count}", (metres / 1000).toFixed(1))
      list.append(place)
    }
    this.say(this.dataset.sorted)
  }

  say(text) { this.querySelector("[role=status]").textContent = text }
})

// In a straight line over the ground; an outlet that does not say where it is comes last.
function metres(here, { latitude, longitude }) {
  if (latitude === undefined) return Infinity
  const [from, to] = [radians(here.latitude), radians(+latitude)]
  const half = Math.sin((to - from) / 2) ** 2
    + Math.cos(from) * Math.cos(to) * Math.sin(radians(longitude - here.longitude) / 2) ** 2
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(half)))
}
