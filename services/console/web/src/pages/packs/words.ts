import type { Period } from "../../logic/packs";
import { k } from "../../textsOfPacks";

/** 2026 年第 47 周. */
export function periodText({ id, unit }: Period): string {
  const [year = "", part = ""] = id.split("-");
  const n = Number(part.replace(/\D/, ""));
  switch (unit) {
    case "week":
      return k.week(year, n);
    case "month":
      return k.month(year, n);
    case "quarter":
      return k.quarter(year, n);
    case "year":
      return k.year(year);
  }
}
