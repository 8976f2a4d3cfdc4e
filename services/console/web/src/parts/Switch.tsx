import type { ReactNode } from "react";

interface SwitchProps<T extends string> {
  label: string;
  words: Record<string, string>;
  values: T[];
  value: T;
  onChoose: (value: T) => void;
}

/** A choice of one, kept in the URL. */
export function Switch<T extends string>({ label, words, values, value, onChoose }: SwitchProps<T>): ReactNode {
  return (
    <div className="views" role="radiogroup" aria-label={label}>
      <span className="mut">{label}</span>
      {values.map((each) => (
        <button key={each} type="button" role="radio" aria-checked={value === each} className={value === each ? "on" : ""} onClick={() => onChoose(each)}>
          {words[each]}
        </button>
      ))}
    </div>
  );
}
