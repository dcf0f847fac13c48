import { ProviderProcess, type StartOptions } from "./provider-process";

/** Starts provider processes of one executable, and ends those that are left after a test. */
export class StartedProviders {
  readonly #started: ProviderProcess[] = [];

  start(executable: string, options: StartOptions = {}): ProviderProcess {
    const provider = new ProviderProcess(executable, options);
    this.#started.push(provider);
    return provider;
  }

  async endAll(): Promise<void> {
    for (const provider of this.#started.splice(0)) {
      provider.kill("SIGKILL");
      await provider.ended;
    }
  }
}
