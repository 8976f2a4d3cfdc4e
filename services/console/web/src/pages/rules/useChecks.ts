import { useEffect, useState } from "react";
import { checkDraft, type Finding } from "../../api/rules";

const PAUSE_MS = 500;
const RETRY_MS = 5_000;

export interface Checks {
  state: "checking" | "done" | "away";
  findings: Finding[];
  /** The digest of a draft that nothing bars. */
  hash: string | null;
}

/** What is wrong with a draft, a moment after it was changed. */
export function useChecks(files: { manifest: string; tables: Record<string, string> }): Checks {
  const [checks, setChecks] = useState<Checks>({ state: "checking", findings: [], hash: null });
  useEffect(() => {
    let current = true;
    let timer: ReturnType<typeof setTimeout>;
    const ask = (): void => {
      checkDraft(files).then(
        ({ findings, hash }) => current && setChecks({ state: "done", findings, hash }),
        () => {
          if (current) {
            setChecks((before) => ({ ...before, state: "away" }));
            timer = setTimeout(ask, RETRY_MS);
          }
        },
      );
    };
    setChecks((before) => ({ ...before, state: "checking", hash: null }));
    timer = setTimeout(ask, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [files]);
  return checks;
}
