import { createContext, useContext, useEffect, useRef, type ReactNode } from "react";

/** Whether blanks may be typed into: not in a preview of what is typed elsewhere. */
export const WritableContext = createContext(true);

interface BlankProps {
  label: string;
  /** What is known of it. */
  text?: string | undefined;
  /** Lines to write on by hand; without it the blank stands in a line of text. */
  lines?: number;
  /** Characters that a blank in a line is wide. */
  width?: number;
}

/** A place of a paper to write on: typed into before it is printed, or written on by hand after. */
export function Blank({ label, text = "", lines, width = 8 }: BlankProps): ReactNode {
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (box.current !== null) {
      box.current.textContent = text;
    }
  }, [text]);
  const style = lines === undefined ? { minWidth: `${width}em` } : { minHeight: `${lines * 2}em` };
  const writable = useContext(WritableContext);
  const className = lines === undefined ? "blank" : "blank blank-lines";
  if (!writable) {
    return <span className={className} style={style}>{text}</span>;
  }
  return (
    <span ref={box} className={className} style={style} role="textbox" aria-label={label} aria-multiline={lines !== undefined}
      contentEditable suppressContentEditableWarning tabIndex={0} />
  );
}
