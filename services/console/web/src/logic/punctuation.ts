const FULL: Record<string, string> = { ",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！" };
const CJK = /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”]/;

/** Half-width punctuation beside Chinese becomes full-width, as it is set on paper. */
export function zh(text: string): string {
  return text.replace(/[,:;()?!]/g, (mark, at: number) => {
    const beside = CJK.test(text[at - 1] ?? "") || CJK.test(text[at + 1] ?? "");
    // A date or a time keeps its marks.
    const digits = /\d/.test(text[at - 1] ?? "") && /\d/.test(text[at + 1] ?? "");
    return beside && !digits ? (FULL[mark] ?? mark) : mark;
  });
}
