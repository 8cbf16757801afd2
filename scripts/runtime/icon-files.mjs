/** Types of the pictures in an Apple icon image, by their width in pixels: plain ones, then those at twice the size. */
const ICNS_TYPES = [
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
  ['ic10', 1024],
]

/** Widths that Windows shows; 256 is the largest that the format knows. */
const ICO_SIZES = [16, 32, 48, 64, 128, 256]

/**
 * An icon for macOS: a header, then each picture after its type and its length in bytes, big-endian.
 * @param {Map<number, Buffer>} pictures PNG files by their width
 */
export function icns(pictures) {
  const entries = ICNS_TYPES.map(([type, size]) => {
    const png = pictureOf(pictures, size)
    return Buffer.concat([tag(type, png.length), png])
  })
  const body = Buffer.concat(entries)
  return Buffer.concat([tag('icns', body.length), body])
}

/** The length counts the tag itself. */
function tag(type, length) {
  const bytes = Buffer.alloc(8)
  bytes.write(type, 'latin1')
  bytes.writeUInt32BE(length + bytes.length, 4)
  return bytes
}

/**
 * An icon for Windows: a header, a directory of 16 bytes an entry, then the PNG files, little-endian.
 * @param {Map<number, Buffer>} pictures PNG files by their width
 */
export function ico(pictures) {
  const pngs = ICO_SIZES.map((size) => pictureOf(pictures, size))
  const head = Buffer.alloc(6 + 16 * pngs.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pngs.length, 4)
  let offset = head.length
  for (const [i, png] of pngs.entries()) {
    const at = 6 + 16 * i
    // A byte each for width and height, in which 0 says 256.
    head.writeUInt8(ICO_SIZES[i] % 256, at)
    head.writeUInt8(ICO_SIZES[i] % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([head, ...pngs])
}

function pictureOf(pictures, size) {
  const png = pictures.get(size)
  if (!png) throw new Error(`There is no picture of ${size} pixels.`)
  return png
}
