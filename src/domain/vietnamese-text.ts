/**
 * Vietnamese text for comparing, never for display. Kept text is NFC; everything here that changes letters is only for keys.
 */

/** NFC with no-break and other odd spaces made plain, runs of spaces and line breaks collapsed, ends trimmed. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u00a0\u200b\ufeff]+/gu, ' ')
    .trim();
}

/** Lower case, without accents, đ (and the look-alike Ð, U+00D0) -> d, punctuation kept. For search and for header synonyms. */
export function fold(text: string): string {
  return cleanText(text)
    .replace(/[\u00d0\u00f0]/g, 'đ')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}+/gu, '')
    .replace(/đ/g, 'd');
}
