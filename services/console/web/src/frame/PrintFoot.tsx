import { useEffect, useState, type ReactNode } from "react";
import { clockTime, now, today } from "../logic/dates";
import { useDesk } from "../session";
import { p } from "../textsOfPapers";

/** The foot of every printed page: which centre, who, and when. */
export function PrintFoot(): ReactNode {
  const { session } = useDesk();
  const { who } = session;
  const [time, setTime] = useState("");
  useEffect(() => {
    const read = (): void => setTime(`${today()} ${clockTime(now()).slice(0, 5)}`);
    read();
    addEventListener("beforeprint", read);
    return () => removeEventListener("beforeprint", read);
  }, []);
  return <div className="print-foot" aria-hidden="true">{p.printed(who.unit_name ?? who.centre_name, who.name, time)}</div>;
}
