import { AppError } from '../../db/contract/errors.ts'

type Context = CanvasRenderingContext2D

/**
 * Paints a drawing that the store has made (`boards.draw`). An SVG that is shown as a picture sees none of the
 * page's fonts, so its elements are painted one by one; the store uses these few and no style sheet.
 */
export async function paint(context: Context, svg: string): Promise<void> {
  const { documentElement: root } = new DOMParser().parseFromString(svg, 'image/svg+xml')
  const [x = 0, y = 0] = (root.getAttribute('viewBox') ?? '').split(' ').map(Number)
  const pictures = await picturesOf(root)
  await document.fonts.ready
  context.translate(-x, -y)
  paintChildren(context, root, pictures)
}

type Pictures = ReadonlyMap<Element, HTMLImageElement>

async function picturesOf(root: Element): Promise<Pictures> {
  const loading = [...root.querySelectorAll('image')].map(async (element) => {
    const image = new Image()
    image.src = element.getAttribute('href') ?? ''
    await image.decode()
    return [element, image] as const
  })
  return new Map(await Promise.all(loading))
}

function paintChildren(context: Context, parent: Element, pictures: Pictures): void {
  for (const child of parent.children) {
    context.save()
    paintOne(context, child, pictures)
    context.restore()
  }
}

function paintOne(context: Context, element: Element, pictures: Pictures): void {
  switch (element.tagName) {
    case 'title':
    case 'clipPath':
      return
    case 'g':
      clip(context, element)
      paintChildren(context, element, pictures)
      return
    case 'rect':
      paintShape(context, element, rectOf(element))
      return
    case 'path':
      paintShape(context, element, new Path2D(element.getAttribute('d') ?? ''))
      return
    case 'text':
      paintText(context, element)
      return
    case 'image':
      paintPicture(context, element, pictures.get(element))
      return
    default:
      throw new AppError('internal', `A drawing has no <${element.tagName}>.`)
  }
}

function clip(context: Context, element: Element): void {
  const id = /^url\(#(.+)\)$/.exec(element.getAttribute('clip-path') ?? '')?.[1]
  const shape = id && element.ownerDocument.getElementById(id)?.firstElementChild
  if (shape) context.clip(rectOf(shape))
}

function paintShape(context: Context, element: Element, path: Path2D): void {
  const fill = element.getAttribute('fill')
  const stroke = element.getAttribute('stroke')
  if (fill && fill !== 'none') {
    context.fillStyle = fill
    context.fill(path)
  }
  if (!stroke || stroke === 'none') return
  context.strokeStyle = stroke
  context.lineWidth = number(element, 'stroke-width', 1)
  context.setLineDash((element.getAttribute('stroke-dasharray') ?? '').split(' ').filter(Boolean).map(Number))
  context.stroke(path)
}

function rectOf(element: Element): Path2D {
  const path = new Path2D()
  const { x, y, width, height } = boxOf(element)
  path.roundRect(x, y, width, height, number(element, 'rx', 0))
  return path
}

function paintText(context: Context, element: Element): void {
  const weight = element.getAttribute('font-weight') ?? '400'
  const size = number(element, 'font-size', 13)
  context.font = `${weight} ${size}px ${element.getAttribute('font-family') ?? 'sans-serif'}`
  context.letterSpacing = inPixels(element.getAttribute('letter-spacing'), size)
  context.direction = element.getAttribute('direction') === 'rtl' ? 'rtl' : 'ltr'
  context.textAlign = element.getAttribute('text-anchor') === 'middle' ? 'center' : 'start'
  context.fillStyle = element.getAttribute('fill') ?? '#000000'
  context.fillText(element.textContent ?? '', number(element, 'x', 0), number(element, 'y', 0))
}

/** The canvas knows pixels only. */
function inPixels(length: string | null, size: number): string {
  return length?.endsWith('em') ? `${Number.parseFloat(length) * size}px` : '0px'
}

/** As large as fits, in the middle: `xMidYMid meet`. */
function paintPicture(context: Context, element: Element, image: HTMLImageElement | undefined): void {
  if (!image) return
  const { x, y, width, height } = boxOf(element)
  const scale = Math.min(width / image.naturalWidth, height / image.naturalHeight)
  const [w, h] = [image.naturalWidth * scale, image.naturalHeight * scale]
  context.drawImage(image, x + (width - w) / 2, y + (height - h) / 2, w, h)
}

function boxOf(element: Element) {
  return {
    x: number(element, 'x', 0),
    y: number(element, 'y', 0),
    width: number(element, 'width', 0),
    height: number(element, 'height', 0),
  }
}

function number(element: Element, name: string, otherwise: number): number {
  const value = element.getAttribute(name)
  return value === null ? otherwise : Number(value)
}
