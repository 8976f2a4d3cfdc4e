const DIGITS = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const PLACES = ["", "拾", "佰", "仟"];
const GROUPS = ["", "万", "亿", "万亿"];

/** 2,400,000 fen → 贰万肆仟元整, as an amount stands in an agreement. */
export function capitals(fen: bigint): string {
  const [yuan, jiao, rest] = [fen / 100n, Number((fen / 10n) % 10n), Number(fen % 10n)];
  const whole = yuan === 0n ? "" : `${integer(yuan)}元`;
  if (jiao === 0 && rest === 0) {
    return `${whole === "" ? "零元" : whole}整`;
  }
  const small = jiao === 0 ? (whole === "" ? "" : "零") : `${DIGITS[jiao]}角`;
  return `${whole}${small}${rest === 0 ? "整" : `${DIGITS[rest]}分`}`;
}

function integer(n: bigint): string {
  const groups: number[] = [];
  for (let left = n; left > 0n; left /= 10_000n) {
    groups.unshift(Number(left % 10_000n));
  }
  return groups.reduce((text, group, index) => {
    if (group === 0) {
      return text;
    }
    // A gap of zeros is said once.
    const gap = text !== "" && (group < 1000 || groups[index - 1] === 0) ? "零" : "";
    return `${text}${gap}${thousands(group)}${GROUPS[groups.length - 1 - index]}`;
  }, "");
}

function thousands(n: number): string {
  let text = "";
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(n / 10 ** place) % 10;
    if (digit === 0) {
      gap = text !== "";
    } else {
      text += `${gap ? "零" : ""}${DIGITS[digit]}${PLACES[place]}`;
      gap = false;
    }
  }
  return text;
}
