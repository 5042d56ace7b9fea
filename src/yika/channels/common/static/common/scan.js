// <yk-scan> reads the code on a card with the camera, or from a photo, and answers the form with it.
const EVERY = 250

class Scan extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.dataset.field)
    this.status = this.querySelector("[data-status]")
    this.video = this.querySelector("video")
    const camera = this.querySelector("[data-camera]")
    camera.hidden = !navigator.mediaDevices?.getUserMedia
    camera.addEventListener("click", () => this.look())
    this.querySelector("[data-stop]").addEventListener("click", () => this.stop())
    this.querySelector("input[type=file]").addEventListener("change", event => this.photo(event.target))
    addEventListener("pagehide", () => this.stop())
    this.hidden = false
  }

  say(what) { this.status.textContent = what ? this.dataset[what] : "" }

  async look() {
    this.say("starting")
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } })
    } catch {
      return this.say("refused")
    }
    this.video.srcObject = this.stream
    await this.video.play()
    this.toggleAttribute("looking", true)
    this.say("looking")
    while (this.stream) {
      if (this.found(await read(this.video, this.dataset))) return
      await new Promise(done => setTimeout(done, EVERY))
    }
  }

  stop() {
    this.stream?.getTracks().forEach(track => track.stop())
    this.stream = null
    this.toggleAttribute("looking", false)
    this.say("")
  }

  async photo(input) {
    const [file] = input.files
    if (!file) return
    this.say("reading")
    try {
      const picture = await createImageBitmap(file)
      if (!this.found(await read(picture, this.dataset))) this.say("nothing")
    } catch {
      this.say("nothing")
    }
    input.value = ""
  }

  found(text) {
    if (!text) return false
    this.stop()
    this.field.value = text
    this.say("found")
    this.field.form.requestSubmit()
    return true
  }
}

// The browser's own reader where it has one; else the vendored one, loaded only now.
let native
async function read(source, { reader, wasm }) {
  native ??= await supported() ? new BarcodeDetector({ formats: ["qr_code"] }) : false
  if (native) return (await native.detect(source).catch(() => []))[0]?.rawValue
  await load(reader, wasm)
  const [code] = await ZXingWASM.readBarcodes(pixels(source), { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 1 })
  return code?.text
}

async function supported() {
  return "BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")
}

let loading
function load(reader, wasm) {
  return loading ??= new Promise((done, failed) => {
    const script = document.createElement("script")
    script.src = reader
    script.onload = () => {
      ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => wasm } })
      done()
    }
    script.onerror = failed
    document.head.append(script)
  })
}

// Large photographs are made smaller first: the code on a card is read at this width in milliseconds.
const WIDEST = 1600
function pixels(source) {
  const [width, height] = [source.videoWidth || source.width, source.videoHeight || source.height]
  const scale = Math.min(1, WIDEST / Math.max(width, height))
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale))
  const context = canvas.getContext("2d", { willReadFrequently: true })
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

customElements.define("yk-scan", Scan)
