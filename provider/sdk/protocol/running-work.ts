/** Knows whether work is running, without knowing what it is. */
export class RunningWork {
  #count = 0;
  #waiting: (() => void)[] = [];

  /** Counts the work as running until it settles, and passes its outcome on. */
  async track<Result>(work: Promise<Result>): Promise<Result> {
    this.#count++;
    try {
      return await work;
    } finally {
      this.#count--;
      if (this.#count === 0) this.#announceIdle();
    }
  }

  /** Resolves as soon as nothing is running; at once if nothing is. */
  whenIdle(): Promise<void> {
    if (this.#count === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #announceIdle(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    waiting.forEach((resolve) => resolve());
  }
}
