import { t } from "../texts";

/** An officer as the pages show them. */
export interface Officer {
  account: string;
  officer: string;
  name: string;
  centre: string;
  centre_name: string;
  level: Level;
  unit: string | null;
  unit_name: string | null;
  roles: string[];
  role_names: string[];
}

export type Level = "village" | "township" | "county" | "city";

/** Who is signed in, and what the platform's clock says. */
export interface Session {
  who: Officer;
  now: string;
  ahead_seconds: number;
  /** Commands that one of the officer's roles may give somewhere: the code, and what a clerk reads. */
  commands: [string, string][];
}

/** The console itself did not do it. */
export class ConsoleFault extends Error {
  constructor(readonly status: number) {
    super(t.failure.http(status));
  }
}

/** Asks the console itself. */
export async function asked<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, { credentials: "same-origin", ...init });
  if (!response.ok) {
    throw new ConsoleFault(response.status);
  }
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

/** The session of this browser; none if nobody is signed in. */
export async function readSession(): Promise<Session | undefined> {
  try {
    return await asked<Session>("/api/session");
  } catch (error) {
    if (error instanceof ConsoleFault && error.status === 401) {
      return undefined;
    }
    throw error;
  }
}

export function signIn(account: string): Promise<Session> {
  const headers = { "content-type": "application/json" };
  return asked<Session>("/api/session", { method: "POST", headers, body: JSON.stringify({ account }) });
}

export function signOut(): Promise<void> {
  return asked<void>("/api/session", { method: "DELETE" });
}

/** The demo accounts of a local run. */
export function readAccounts(): Promise<Officer[]> {
  return asked<Officer[]>("/api/accounts");
}

export function readReference<T>(): Promise<T> {
  return asked<T>("/api/reference");
}
