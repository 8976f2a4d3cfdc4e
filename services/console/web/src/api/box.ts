/** What is kept in this browser while nothing answers: sealed under a key of the officer's own, which goes at sign-out. */

const DATABASE = "fengqiao-kept";
const KEYS = "keys";
const ITEMS = "items";
/** Items of one officer. */
const ITEMS_MAX = 20;
const DAYS_MAX = 7;
const DAY_MS = 86_400_000;
const IV_BYTES = 12;

interface Sealed {
  /** The officer's account and the item's id. */
  id: string;
  account: string;
  at: number;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}

/** Who has signed out: nothing that is still under way is kept for them. */
const gone = new Set<string>();

/** Something kept, opened. */
export interface Kept {
  id: string;
  at: number;
  text: string;
}

/** Keeps a text under an id; false where this browser cannot, or has no room. */
export async function keep(account: string, id: string, text: string): Promise<boolean> {
  if (gone.has(account)) {
    return false;
  }
  try {
    const all = await itemsOf(account);
    if (all.length >= ITEMS_MAX && all.every((item) => item.id !== place(account, id))) {
      return false;
    }
    const key = await keyOf(account);
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text));
    const item: Sealed = { id: place(account, id), account, at: Date.now(), iv, sealed };
    if (gone.has(account)) {
      return false;
    }
    await asked(ITEMS, "readwrite", (store) => store.put(item));
    return true;
  } catch {
    return false;
  }
}

/** What an officer kept, the oldest first. What is too old, or was sealed under a key that is gone, is dropped. */
export async function keptBy(account: string): Promise<Kept[]> {
  gone.delete(account);
  try {
    const key = await keyOf(account);
    const opened = await Promise.all((await itemsOf(account)).map(async (item) => {
      const text = item.at < Date.now() - DAYS_MAX * DAY_MS ? undefined : await open(key, item);
      if (text === undefined) {
        await asked(ITEMS, "readwrite", (store) => store.delete(item.id));
      }
      return text === undefined ? [] : [{ id: item.id.slice(place(account, "").length), at: item.at, text }];
    }));
    return opened.flat().sort((one, other) => one.at - other.at);
  } catch {
    return [];
  }
}

export async function drop(account: string, id: string): Promise<void> {
  await asked(ITEMS, "readwrite", (store) => store.delete(place(account, id))).catch(() => undefined);
}

/** Forgets the key of an officer, and with it what it sealed. */
export async function forgetKept(account: string): Promise<void> {
  gone.add(account);
  try {
    await asked(KEYS, "readwrite", (store) => store.delete(account));
    await Promise.all((await itemsOf(account)).map((item) => asked(ITEMS, "readwrite", (store) => store.delete(item.id))));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

function place(account: string, id: string): string {
  return `${account}/${id}`;
}

async function open(key: CryptoKey, { iv, sealed }: Sealed): Promise<string | undefined> {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed).then((plain) => new TextDecoder().decode(plain), () => undefined);
}

/** The key of an officer in this browser, which no script can read out. */
async function keyOf(account: string): Promise<CryptoKey> {
  const present = await asked<CryptoKey | undefined>(KEYS, "readonly", (store) => store.get(account));
  if (present !== undefined) {
    return present;
  }
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await asked(KEYS, "readwrite", (store) => store.put(key, account));
  return key;
}

async function itemsOf(account: string): Promise<Sealed[]> {
  const all = await asked<Sealed[]>(ITEMS, "readonly", (store) => store.getAll());
  return all.filter((item) => item.account === account);
}

async function asked<T>(store: string, mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  const database = await opened();
  try {
    return await answered<T>(ask(database.transaction(store, mode).objectStore(store)));
  } finally {
    database.close();
  }
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(KEYS);
    request.result.createObjectStore(ITEMS, { keyPath: "id" });
  };
  return answered(request);
}

function answered<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error("the browser's database did not answer"));
  });
}
