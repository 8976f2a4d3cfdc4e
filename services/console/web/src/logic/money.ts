/** 0.01 yuan as `32,000.00`. */
export function yuan(fen: bigint): string {
  const whole = (fen / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  return `${whole}.${(fen % 100n).toString().padStart(2, "0")}`;
}

/** What was typed as yuan, in 0.01 yuan; undefined if it is no amount. */
export function fenOf(typed: string): bigint | undefined {
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(typed.replace(/[,，\s]/g, ""));
  return match === null ? undefined : BigInt(match[1] ?? "0") * 100n + BigInt((match[2] ?? "").padEnd(2, "0"));
}

/** `12,345`; from 100,000 on `12.3 万`. */
export function count(n: number): string {
  return n >= 100_000 ? `${(n / 10_000).toFixed(1)} 万` : n.toLocaleString("en-US");
}

/** The same where there is little room: from 10,000 on `1.2 万`. */
export function shortCount(n: number): string {
  return n >= 10_000 ? `${(n / 10_000).toFixed(1)} 万` : count(n);
}
