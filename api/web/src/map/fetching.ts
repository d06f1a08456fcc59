/** Asks the server of the page; nothing else is ever asked. */

/** What the server said instead of an answer, in words for people. */
export class Refused extends Error {
  constructor(
    message: string,
    public status: number,
    public remedy = "",
  ) {
    super(message);
  }
}

const PATIENCE = 120;

/** Return the answer at an address, waiting for one that is being computed; throws `Refused` or a network error. */
export async function ask(address: string, init: RequestInit = {}): Promise<Response> {
  for (let look = 0; ; look++) {
    const answer = await fetch(address, init);
    if (answer.status === 202 && look < PATIENCE) {
      await new Promise((resume) => setTimeout(resume, 1000));
      continue;
    }
    if (answer.ok) return answer;
    throw await refusal(answer);
  }
}

async function refusal(answer: Response): Promise<Refused> {
  try {
    const told = (await answer.json()) as Record<string, unknown>;
    const language = document.documentElement.lang;
    const text = (name: string): string => String(told[`${name}_${language}`] ?? told[name] ?? "");
    return new Refused(text("detail") || String(answer.status), answer.status, text("remedy"));
  } catch {
    return new Refused(String(answer.status), answer.status);
  }
}

/** Return the JSON at an address. */
export async function askJson<T>(address: string, init: RequestInit = {}): Promise<T> {
  return (await (await ask(address, init)).json()) as T;
}
