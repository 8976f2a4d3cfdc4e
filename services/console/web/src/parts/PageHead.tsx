import { useEffect, type ReactNode } from "react";
import { t } from "../texts";

interface PageHeadProps {
  title: string;
  /** What the tab says; never a person. */
  tab?: string;
  children?: ReactNode;
  right?: ReactNode;
}

export function PageHead({ title, tab, children, right }: PageHeadProps): ReactNode {
  useEffect(() => {
    document.title = `${tab ?? title} ${t.product}`;
  }, [tab, title]);
  return (
    <div className="head">
      <h1>{title}</h1>
      {children}
      <div className="head-right">{right}</div>
    </div>
  );
}

export function StatusLine({ text, right }: { text: string; right?: ReactNode }): ReactNode {
  return (
    <footer className="status">
      <span>{text}</span>
      <span>{right}</span>
    </footer>
  );
}
