import { createContext, useContext } from "react";
import type { Reference } from "./api/reference";
import type { Session } from "./api/session";

/** What every page of somebody signed in knows. */
export interface Desk {
  session: Session;
  reference: Reference;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === undefined) {
    throw new Error("no desk");
  }
  return desk;
}

/** Called when a call was refused because the session is over. */
export const SignedOutContext = createContext<() => void>(() => undefined);

export function useSignedOut(): () => void {
  return useContext(SignedOutContext);
}

/** Whether one of the officer's roles may give a command somewhere. */
export function mayGive(session: Session, command: string): boolean {
  return session.commands.some(([code]) => code === command);
}
