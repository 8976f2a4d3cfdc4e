import { useEffect, useState, type ReactNode } from "react";
import { clockTime, now, today } from "../logic/dates";
import { usePlace } from "../router";
import { useDesk } from "../session";
import { p } from "../textsOfPapers";

/** What is printed here is the citizen's and bears no name. */
const WITHOUT = "/register";

/** The foot of every printed page: which centre, who, and when. */
export function PrintFoot(): ReactNode {
  const { path } = usePlace();
  const { session } = useDesk();
  const { who } = session;
  const [time, setTime] = useState("");
  useEffect(() => {
    const read = (): void => setTime(`${today()} ${clockTime(now()).slice(0, 5)}`);
    read();
    addEventListener("beforeprint", read);
    return () => removeEventListener("beforeprint", read);
  }, []);
  if (path === WITHOUT) {
    return null;
  }
  const text = p.printed(who.unit_name ?? who.centre_name, who.name, time);
  // In the margin, where the browser can write there; else over the foot of the page.
  return "CSSMarginRule" in globalThis
    ? <style>{`@page { @bottom-left { content: ${JSON.stringify(text)}; font-size: 9pt; color: #444; white-space: nowrap; } }`}</style>
    : <div className="print-foot" aria-hidden="true">{text}</div>;
}
