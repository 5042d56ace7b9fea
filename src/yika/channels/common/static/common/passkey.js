// <yk-passkey> makes a passkey of this device, or signs in with one. The server asks and checks.
const bytes = text => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), letter => letter.charCodeAt())
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")

class Passkey extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential) return
    this.hidden = false
    this.button = this.querySelector("button")
    this.button.addEventListener("click", () => this.use())
  }

  async use() {
    this.button.disabled = true
    const status = this.querySelector("[role=status]")
    status.textContent = ""
    try {
      const asked = await this.send(this.dataset.begin, {})
      const answer = this.dataset.make ? await make(asked.publicKey ?? asked) : await get(asked.publicKey ?? asked)
      const done = await this.send(this.dataset.finish, { name: this.querySelector("input")?.value ?? "", answer })
      location.assign(done.next)
    } catch (trouble) {
      status.textContent = trouble.told ?? this.dataset.refused
      this.button.disabled = false
    }
  }

  async send(address, content) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value
    const answer = await fetch(address + location.search, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify(content),
    })
    const said = await answer.json().catch(() => ({}))
    if (!answer.ok) throw said
    return said
  }
}

async function make(options) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: known(options.excludeCredentials),
    },
  })
  return shown(made, {
    attestationObject: text(made.response.attestationObject),
    transports: made.response.getTransports?.() ?? [],
  })
}

async function get(options) {
  const got = await navigator.credentials.get({
    publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) },
  })
  return shown(got, {
    authenticatorData: text(got.response.authenticatorData),
    signature: text(got.response.signature),
    userHandle: got.response.userHandle && text(got.response.userHandle),
  })
}

const known = list => (list ?? []).map(one => ({ ...one, id: bytes(one.id) }))
const shown = (credential, response) => ({
  id: credential.id,
  rawId: credential.id,
  type: credential.type,
  clientExtensionResults: credential.getClientExtensionResults(),
  response: { clientDataJSON: text(credential.response.clientDataJSON), ...response },
})

customElements.define("yk-passkey", Passkey)
