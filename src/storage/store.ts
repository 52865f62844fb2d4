/** The store answered, and would not: it is full, or takes no writes at the moment. */
export class Refused extends Error {
  constructor() {
    super('the store would not');
    this.name = 'Refused';
  }
}

/**
 * A small store of bytes that expire by themselves. What stands in it, and under which names, is somebody else's affair.
 */
export interface PlainStore {
  /** What is there now, or null. @throws Refused; Error when the store cannot be reached */
  read(name: string): Promise<Buffer | null>;
  /**
   * Writes `after` for `livesMs` when what is there is still `before` (null: nothing is there); null deletes. False when
   * somebody else was faster: then nothing has changed.
   */
  replace(name: string, before: Buffer | null, after: Buffer | null, livesMs: number): Promise<boolean>;
  /** Deletes, whatever is there; after that somebody may be first again. */
  remove(name: string): Promise<void>;
  /** True for the first who asks under this name, within `livesMs`. */
  isFirst(name: string, livesMs: number): Promise<boolean>;
  close(): Promise<void>;
}

/** A store that can also end something for all who share it. */
export interface Store extends PlainStore {
  /**
   * Ends what is there for good: what another server still remembers of it does not come back. What is read then is null,
   * or bytes that stand for nothing.
   */
  forget(name: string): Promise<void>;
}
