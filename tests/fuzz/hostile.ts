/** What breaks programs that take a text for something else, or that trust its length or its order. */
export const hostileTexts: readonly string[] = [
  '<img src=x onerror="window.canary=1">',
  '</script><script>window.canary=2</script>',
  '"><svg/onload=window.canary=3>',
  `'; drop table claim; --`,
  "=cmd|'/C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(A1:A9)',
  '\tTabbed',
  '＝1+1',
  'javascript:window.canary=4',
  'data:text/html,<script>window.canary=5</script>',
  'https://trusted.example@evil.example/?q=1',
  'file:///etc/passwd',
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  'C:\\Windows\\System32\\calc.exe',
  'CON',
  '{{constructor.constructor("window.canary=6")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what template engines would run
  '${7*7}#{7*7}<%= 7*7 %>',
  '%s%s%n%p%x',
  '\u202Egnp.exe\u202C\u2066hidden\u2069',
  'zero\u200Bwidth\u200D\uFEFF\u00AD\u2060joined',
  'nul\\u0000 and \uFFFD and \u0001\u001B[31mred',
  '👨‍👩‍👧‍👦'.repeat(50),
  `Z${'\u0300\u0301\u0302\u0303\u0304'.repeat(60)}algo`,
  'اَلْعَرَبِيَّةُ ‏mixed‎ עברית',
  'W'.repeat(450),
  '__proto__',
  'constructor',
  'toString',
  'null',
  'NaN',
  '[object Object]',
  '\u2028line\u2029paragraph',
  '  ',
  '\uD83D\uDE42',
  '&lt;b&gt;&amp;amp;',
  ']]>',
  '<!--',
  '_x000D_',
]

/** Hostile words for every field, each another one; the same for the same field. @param from which comes first */
export function hostileWords(from: number): (field: string) => string {
  const given = new Map<string, string>()
  return (field) => {
    const known = given.get(field)
    if (known !== undefined) return known
    const words = `${hostileTexts[(from + given.size) % hostileTexts.length]} (${field})`
    given.set(field, words)
    return words
  }
}

/** A whole PNG picture. */
export const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
