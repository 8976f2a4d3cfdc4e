import { useEffect, useState, type ReactNode } from "react";
import { lookAt, type Viewer } from "../api/viewing";
import { t } from "../texts";
import { f } from "../textsOfFrame";

const ASK_MS = 20_000;

/** Who else looks at a case now; nobody while that is not known. */
export function useViewers(caseId: string | undefined): Viewer[] {
  const [viewers, setViewers] = useState<Viewer[]>([]);
  useEffect(() => {
    setViewers([]);
    if (caseId === undefined) {
      return undefined;
    }
    let current = true;
    const ask = (): void => {
      if (document.visibilityState === "visible") {
        lookAt(caseId).then((found) => current && setViewers(found), () => current && setViewers([]));
      }
    };
    ask();
    const timer = setInterval(ask, ASK_MS);
    document.addEventListener("visibilitychange", ask);
    return () => {
      current = false;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [caseId]);
  return viewers;
}

/** 谁在看, below what may be done with a case. */
export function ViewerList({ viewers }: { viewers: Viewer[] }): ReactNode {
  return viewers.length === 0 ? null : (
    <section className="viewers" aria-live="polite">
      <h2>{f.viewers} <span className="mut">{viewers.length}</span></h2>
      {viewers.map((viewer) => <p key={`${viewer.centre_name}${viewer.name}`}>{viewer.centre_name}　{viewer.name}</p>)}
    </section>
  );
}

/** The same in one line. */
export function ViewerLine({ viewers }: { viewers: Viewer[] }): ReactNode {
  return viewers.length === 0 ? null : (
    <span className="near-text viewer-line" role="status">{f.watching(viewers.map((viewer) => viewer.name).join(t.and))}</span>
  );
}
