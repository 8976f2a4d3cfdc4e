/** Whether a key goes into a field. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  return (
    event.isComposing || event.keyCode === 229 || target === null || target.isContentEditable ||
    (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio|button)$/.test((target as HTMLInputElement).type))
  );
}

/** The letter on the key, whichever input method is on. */
export function letterOf(event: KeyboardEvent): string {
  return event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : "";
}
