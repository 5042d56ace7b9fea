// What the holder's pages do beyond HTML: the app shell, the deck's dots, focus on what is wrong.
document.getElementById("errors")?.focus()

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js")

for (const deck of document.querySelectorAll(".deck")) {
  const dots = deck.parentElement.querySelectorAll(".dots i")
  const cards = [...deck.children]
  const watch = new IntersectionObserver(seen => {
    for (const { target, isIntersecting } of seen)
      if (isIntersecting) dots.forEach((dot, place) => dot.classList.toggle("on", cards[place] === target))
  }, { root: deck, threshold: .7 })
  cards.forEach(card => watch.observe(card))
}

// A form is sent once, however often its button is pressed; the server would know it anyway.
addEventListener("submit", event => {
  if ("again" in event.target.dataset) return // a download leaves the page where it is
  if (event.target.dataset.sent) event.preventDefault()
  event.target.dataset.sent = "yes"
})
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent
})
