// Boxes and marks as the server makes them (domain/visits/rules/boxes.py): P-256, HKDF-SHA-256, AES-256-GCM.
const CURVE = { name: "ECDH", namedCurve: "P-256" }
const bytes = text => new TextEncoder().encode(text)

export const base64 = data => btoa(Array.from(new Uint8Array(data), one => String.fromCharCode(one)).join(""))
export const unbase64 = text => Uint8Array.from(atob(text), one => one.charCodeAt(0))

// The private half can be used here, and leaves this browser in no way.
export const newPair = () => crypto.subtle.generateKey(CURVE, false, ["deriveBits"])
export const shown = key => crypto.subtle.exportKey("raw", key)

async function derived(own, theirs, info, use, uses) {
  const other = await crypto.subtle.importKey("raw", theirs, CURVE, false, [])
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: other }, own, 256)
  const secret = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"])
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: bytes(info) }
  return crypto.subtle.deriveKey(how, secret, use, false, uses)
}

const AES = { name: "AES-GCM", length: 256 }
const sealing = (nonce, about) => ({ name: "AES-GCM", iv: nonce, additionalData: bytes(about) })

export async function sealTo(theirs, plain, about) {
  const once = await newPair()
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const key = await derived(once.privateKey, theirs, `yika-box|${about}`, AES, ["encrypt"])
  const sealed = await crypto.subtle.encrypt(sealing(nonce, about), key, plain)
  const parts = [new Uint8Array([1]), await shown(once.publicKey), nonce, sealed]
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

export async function openBox(own, box, about) {
  const key = await derived(own, box.slice(1, 66), `yika-box|${about}`, AES, ["decrypt"])
  return crypto.subtle.decrypt(sealing(box.slice(66, 78), about), key, box.slice(78))
}

// What only this device and the server can make of these pieces.
export async function markOf(own, theirs, pieces, about) {
  const digest = await digestOf(pieces)
  const use = { name: "HMAC", hash: "SHA-256", length: 256 }
  const key = await derived(own, theirs, `yika-mark|${about}`, use, ["sign"])
  return crypto.subtle.sign("HMAC", key, digest)
}

async function digestOf(pieces) {
  const hash = async data => new Uint8Array(await crypto.subtle.digest("SHA-256", data))
  let lines = ""
  for (const name of Object.keys(pieces).sort()) {
    const hex = Array.from(await hash(pieces[name]), one => one.toString(16).padStart(2, "0")).join("")
    lines += `${name}:${hex}\n`
  }
  return hash(bytes(lines))
}

// A lock of six digits over what this device could else open by itself.
async function locking(pin, salt) {
  const typed = await crypto.subtle.importKey("raw", bytes(pin), "PBKDF2", false, ["deriveKey"])
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: 600_000 }
  return crypto.subtle.deriveKey(how, typed, AES, false, ["encrypt", "decrypt"])
}

export async function lock(pin, plain) {
  const salt = crypto.getRandomValues(new Uint8Array(28))
  const key = await locking(pin, salt.slice(0, 16))
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: salt.slice(16) }, key, plain)
  return new Uint8Array(await new Blob([salt, sealed]).arrayBuffer())
}

export async function unlock(pin, locked) {
  const key = await locking(pin, locked.slice(0, 16))
  const how = { name: "AES-GCM", iv: locked.slice(16, 28) }
  return new Uint8Array(await crypto.subtle.decrypt(how, key, locked.slice(28)))
}
