// <yk-camera> photographs a document or a face inside a frame, or takes a file; shows it, sends it with its form.
const MEGABYTE = 1e6, LONGEST = 2400, SMALL_ENOUGH = 2 * MEGABYTE, QUALITY = .92

const CHOSEN = "yika-camera"

// For a face the camera that looks at who holds the phone; each remembers the one chosen for it.
const FACING = { face: "user" }
const remembered = frame => frame in FACING ? `${CHOSEN}-${frame}` : CHOSEN
const which = frame => {
  const id = localStorage.getItem(remembered(frame))
  return id ? { deviceId: { ideal: id } } : { facingMode: FACING[frame] ?? "environment" }
}

class Camera extends HTMLElement {
  connectedCallback() {
    this.find = name => this.querySelector(name)
    this.video = this.find("video")
    this.canvas = this.find("canvas")
    this.inputs = [...this.querySelectorAll("input[type=file]")]
    this.form = this.closest("form")
    this.can = Boolean(navigator.mediaDevices?.getUserMedia)
    this.send_ = event => this.submit(event)
    this.form.addEventListener("submit", this.send_)
    this.on("[data-open]", () => this.open())
    this.on("[data-shoot]", () => this.shoot())
    this.on("[data-stop]", () => this.begin())
    this.on("[data-again]", () => this.again())
    for (const input of this.inputs) input.addEventListener("change", () => this.take(input))
    addEventListener("pagehide", () => this.close())
    // With a camera in the page, the field that opens another program for it is not needed.
    this.inputs[0].closest(".choose").hidden = this.can
    this.setAttribute("ready", "")
    this.begin()
  }

  disconnectedCallback() { this.close() }

  on(what, act) { this.find(what).addEventListener("click", act) }

  say(what, more = "") { this.find("[data-status]").textContent = what ? this.dataset[what] + more : "" }

  // What can be pressed now: nothing yet, the camera is on, or there is a picture.
  show(state) {
    this.setAttribute("state", state)
    this.find("[data-open]").hidden = state !== "empty" || !this.can
    this.find("[data-live-view]").hidden = state !== "live"
    this.find("[data-shoot]").hidden = this.find("[data-stop]").hidden = state !== "live"
    this.find("[data-again]").hidden = state !== "taken"
    if (state === "empty") this.canvas.hidden = true
    if ("required" in this.dataset) this.button.hidden = state !== "taken"
  }

  get button() { return this.form.querySelector("[name=do]:is([value=take], [value=act])") }

  begin() {
    this.close()
    this.say("")
    this.show("empty")
  }

  async open() {
    this.say("starting")
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({
        video: { ...which(this.dataset.frame), width: { ideal: 1920 }, height: { ideal: 1080 } },
      })
    } catch {
      this.can = false
      this.inputs[0].closest(".choose").hidden = false
      this.begin()
      return this.say("refused")
    }
    this.video.srcObject = this.stream
    // As in a mirror, which the picture itself is not.
    const looks = this.stream.getVideoTracks()[0].getSettings().facingMode ?? FACING[this.dataset.frame]
    this.toggleAttribute("mirror", looks === "user")
    this.show("live")
    await this.video.play()
    this.say("live")
    this.find("[data-shoot]").focus()
    this.offer()
  }

  // Where there are several cameras, one is chosen, and this browser remembers which: its id alone.
  async offer() {
    const select = this.find("[data-cameras]")
    const cameras = (await navigator.mediaDevices.enumerateDevices()).filter(one => one.kind === "videoinput")
    if (!select || cameras.length < 2) return
    const used = this.stream?.getVideoTracks()[0]?.getSettings().deviceId
    select.replaceChildren(...cameras.map((one, place) => new Option(one.label || place + 1, one.deviceId, false, one.deviceId === used)))
    select.parentElement.hidden = false
    select.onchange = () => {
      localStorage.setItem(remembered(this.dataset.frame), select.value)
      this.close()
      this.open()
    }
  }

  close() {
    this.stream?.getTracks().forEach(track => track.stop())
    this.stream = null
  }

  async shoot() {
    const { videoWidth: width, videoHeight: height } = this.video
    if (!width) return
    const blob = await drawn(this.video, width, height)
    this.close()
    this.hold(new File([blob], "camera.jpg", { type: "image/jpeg" }))
    await this.preview(this.inputs[0].files[0])
  }

  again() {
    const camera = this.inputs[0].files[0]?.name === "camera.jpg"
    for (const input of this.inputs) input.value = ""
    this.begin()
    if (camera) this.open()
    else (this.can ? this.find("[data-open]") : this.inputs[0]).focus()
  }

  // A file that somebody chose: too large is said before it is sent, and a large one is made smaller.
  async take(input) {
    const [file] = input.files
    if (!file) return this.begin()
    if (file.size >= Number(this.dataset.bytesMax)) {
      input.value = ""
      this.begin()
      return this.say("large")
    }
    this.close()
    this.removeAttribute("mirror")
    this.hold(await smaller(file))
    await this.preview(this.inputs[0].files[0])
  }

  // The one file that is sent, whichever way it came.
  hold(file) {
    const list = new DataTransfer()
    list.items.add(file)
    this.inputs[0].files = list.files
    this.inputs[1].value = ""
  }

  async preview(file) {
    const picture = await createImageBitmap(file).catch(() => null)
    this.canvas.hidden = !picture
    if (picture) {
      this.canvas.width = picture.width
      this.canvas.height = picture.height
      this.canvas.getContext("2d").drawImage(picture, 0, 0)
    }
    this.show("taken")
    this.forgive()
    this.say(picture ? "preview" : "chosen")
    this.button.focus({ preventScroll: true })
    this.scrollIntoView({ block: "nearest" })
  }

  // What was wrong with the last picture says nothing of this one.
  forgive() {
    for (const said of this.form.querySelectorAll("#errors, .picture .fault")) said.remove()
    this.closest(".field").classList.remove("wrong")
  }

  // With how far it is; the page that comes back takes the place of this one.
  submit(event) {
    const pressed = event.submitter?.value ?? this.button.value
    if (event.defaultPrevented || pressed !== this.button.value || !this.inputs[0].files.length) return
    event.preventDefault()
    if (this.sending) return
    this.sending = true
    const bar = this.find("progress"), request = new XMLHttpRequest(), given = new FormData(this.form)
    given.set("do", pressed)
    bar.hidden = false
    this.button.disabled = true
    this.say("sending")
    request.upload.onprogress = ({ loaded, total }) => {
      bar.value = loaded / total
      this.say("sending", ` ${Math.round(100 * loaded / total)} %`)
    }
    request.upload.onload = () => {
      bar.removeAttribute("value")
      this.say("looking")
    }
    request.onload = () => this.turn(request)
    request.onerror = request.ontimeout = () => {
      this.sending = this.button.disabled = false
      bar.hidden = true
      delete this.form.dataset.sent
      this.say("lost")
    }
    request.open("POST", location.href)
    request.send(given)
  }

  turn(request) {
    if (request.status < 400) return location.assign(request.responseURL)
    const page = new DOMParser().parseFromString(request.responseText, "text/html")
    document.title = page.title
    document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")))
    document.getElementById("errors")?.focus()
    scrollTo(0, 0)
  }
}

// Nothing of a photograph but what is seen leaves the phone; a small file goes as it is.
async function smaller(file) {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture || file.size <= SMALL_ENOUGH) return file
  const fit = Math.min(1, LONGEST / Math.max(picture.width, picture.height))
  const blob = await drawn(picture, Math.round(picture.width * fit), Math.round(picture.height * fit))
  return blob.size < file.size ? new File([blob], "picture.jpg", { type: "image/jpeg" }) : file
}

async function drawn(source, width, height) {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext("2d")
  context.fillStyle = "white" // what is see-through shows paper
  context.fillRect(0, 0, width, height)
  context.drawImage(source, 0, 0, width, height)
  return canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY })
}

customElements.define("yk-camera", Camera)
