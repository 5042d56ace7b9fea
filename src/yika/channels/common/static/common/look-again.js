// While something is done elsewhere, the page looks again by itself; whoever types is left in peace.
const FIRST = 2000, SLOWER = 1.2, AT_MOST = 15000
let typed = false
addEventListener("input", () => typed = true)

async function look(wait) {
  await new Promise(done => setTimeout(done, wait))
  const waiting = document.querySelector("[data-look-again]")
  if (!waiting) return
  const page = document.hidden ? null : await fetched()
  if (!page || page.querySelector("[data-look-again]")) return look(Math.min(AT_MOST, wait * SLOWER))
  if (typed) return offer(waiting)
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")))
}

async function fetched() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } })
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null
  } catch {
    return null
  }
}

// What was typed is not taken away: the link that is there leads to what was read.
function offer(waiting) {
  waiting.querySelector("progress").remove()
  waiting.classList.replace("info", "good")
  for (const line of waiting.querySelectorAll("[data-now], [data-then]")) line.hidden = "now" in line.dataset
}

if (document.querySelector("[data-look-again]")) look(FIRST)
