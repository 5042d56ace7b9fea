// A button that prints the page it stands on; without a printer's script it is not there at all.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false
  button.addEventListener("click", () => print())
}
