// The console: a key that goes to the search, and the progress of an import that looks again by itself.
const EVERY = 2000

addEventListener("keydown", event => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return
  event.preventDefault()
  document.getElementById("c-typed")?.focus()
})

customElements.define("yk-progress", class extends HTMLElement {
  connectedCallback() { this.timer = setInterval(() => this.look(), EVERY) }

  disconnectedCallback() { clearInterval(this.timer) }

  async look() {
    if (document.hidden) return
    const answer = await fetch(this.dataset.url).catch(() => null)
    if (!answer?.ok || answer.redirected) return
    this.innerHTML = await answer.text()
    if (this.querySelector("[data-rests]")) location.reload()
  }
})
