// A button that copies an example; without script the text can be marked as ever.
customElements.define("yk-copy", class extends HTMLElement {
  connectedCallback() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn quiet";
    button.textContent = this.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(this.querySelector("pre").textContent);
      button.textContent = this.dataset.copied;
      setTimeout(() => { button.textContent = this.dataset.copy; }, 2000);
    });
    this.append(button);
  }
});
