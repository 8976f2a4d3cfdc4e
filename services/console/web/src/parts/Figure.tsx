import { createContext, useContext, type ReactNode } from "react";
import { count, shortCount } from "../logic/money";
import { Link } from "../router";
import { t } from "../texts";

/** How figures are shown: on a page a number opens its cases; on a wall it does not, and one that is too old is not shown. */
interface Showing {
  links: boolean;
  blank: boolean;
}

export const ShowingContext = createContext<Showing>({ links: true, blank: false });

export function useShowing(): Showing {
  return useContext(ShowingContext);
}

interface OpensProps {
  /** Where it leads; nowhere if absent. */
  to: string | undefined;
  className?: string | undefined;
  title?: string | undefined;
  children: ReactNode;
}

/** Something that opens where it may. */
export function Opens({ to, className, title, children }: OpensProps): ReactNode {
  const { links } = useShowing();
  return links && to !== undefined ? <Link to={to} className={className} title={title}>{children}</Link> : <span className={className} title={title}>{children}</span>;
}

interface FigureProps {
  n: number;
  /** The list that holds exactly so many cases; absent where no list does. */
  to?: string | undefined;
  className?: string | undefined;
  /** There is little room. */
  short?: boolean;
  /** What is written, where it is more than the number. */
  text?: ((n: string) => string) | undefined;
}

export function Figure({ n, to, className, short = false, text = (n) => n }: FigureProps): ReactNode {
  const { blank } = useShowing();
  return <Opens to={n === 0 ? undefined : to} className={className}>{text(blank ? t.wall.old : short ? shortCount(n) : count(n))}</Opens>;
}
