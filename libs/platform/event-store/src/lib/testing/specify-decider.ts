import { deepStrictEqual, fail, strictEqual } from 'node:assert/strict';

export interface Decider<State, Command, Event> {
  readonly initialState: () => State;
  readonly evolve: (state: State, event: Event) => State;
  readonly decide: (state: State, command: Command) => readonly Event[];
}

/**
 * Given what happened, when a command comes, then this happens: `given(placed).when(pay).then(started)`. Also
 * `thenNothing()`, and `thenThrows(code)` for a refusal by its stable code. Works in any test runner.
 */
export function specifyDecider<State, Command, Event>({
  initialState,
  evolve,
  decide,
}: Decider<State, Command, Event>) {
  return {
    given: (...history: readonly Event[]) => {
      const state = history.reduce(evolve, initialState());
      return {
        when: (command: Command) => ({
          then: (...expected: readonly Event[]) => deepStrictEqual([...decide(state, command)], [...expected]),
          thenNothing: () => deepStrictEqual([...decide(state, command)], []),
          thenThrows: (code: string) =>
            strictEqual(
              refusalOf(() => decide(state, command)),
              code,
            ),
        }),
        state: () => state,
      };
    },
  };
}

function refusalOf(decision: () => unknown): unknown {
  try {
    decision();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return fail('expected a refusal, and the command was accepted');
}
