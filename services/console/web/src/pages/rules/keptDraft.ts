import type { RuleDraft } from "../../logic/ruleDraft";

/** Under the digest of the set on which it was drawn up. Rules are no secret, and name nobody. */
const KEY = "fengqiao.rules.";

export function keptDraft(base: string): RuleDraft | undefined {
  try {
    const text = localStorage.getItem(KEY + base);
    return text === null ? undefined : (JSON.parse(text) as RuleDraft);
  } catch {
    return undefined;
  }
}

/** Whether this browser could keep it. */
export function keepDraft(base: string, draft: RuleDraft): boolean {
  try {
    localStorage.setItem(KEY + base, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(base: string): void {
  localStorage.removeItem(KEY + base);
}
