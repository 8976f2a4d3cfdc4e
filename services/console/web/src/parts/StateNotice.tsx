import { Button } from "antd";
import type { ReactNode } from "react";
import { t } from "../texts";

interface StateNoticeProps {
  text: string;
  onRetry?: (() => void) | undefined;
  action?: { text: string; go: () => void } | undefined;
}

/** Says what is true, and what to do next. */
export function StateNotice({ text, onRetry, action }: StateNoticeProps): ReactNode {
  return (
    <div className="notice" role="status">
      <span>{text}</span>
      {onRetry !== undefined && <Button onClick={onRetry}>{t.retry}</Button>}
      {action !== undefined && <Button onClick={action.go}>{action.text}</Button>}
    </div>
  );
}
