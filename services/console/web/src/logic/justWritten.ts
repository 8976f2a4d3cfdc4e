/** An agreement that is still being written. */
export const AGREEMENT_DRAFT = "agreement_draft";

/** Commands whose words stand on a paper. */
const WORDED = ["conclude_agreement", "draft_opinion", AGREEMENT_DRAFT];

/**
 * What was typed into the last form of a command, so that the paper made of it need not be typed again: the platform seals
 * such words and gives them back to no page. Kept in the memory of this page alone.
 */
const written = new Map<string, Record<string, unknown>>();

export function keepWritten(caseId: string, command: string, form: Record<string, unknown>): void {
  if (WORDED.includes(command)) {
    written.set(`${caseId}/${command}`, form);
  }
}

export function justWritten(caseId: string, command: string): Record<string, unknown> {
  return written.get(`${caseId}/${command}`) ?? {};
}

export function forgetWritten(): void {
  written.clear();
}
