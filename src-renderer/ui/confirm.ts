// Asks the user whether to go on with something that cannot be taken back easily.
import { create } from 'zustand';

export type Question = { title: string; body: string; confirm: string };

type Confirming = { question: Question | null; answer: (yes: boolean) => void };

export const useConfirm = create<Confirming>(() => ({ question: null, answer: () => {} }));

export function confirm(question: Question): Promise<boolean> {
  useConfirm.getState().answer(false);
  return new Promise((resolve) => {
    const answer = (yes: boolean) => {
      useConfirm.setState({ question: null, answer: () => {} });
      resolve(yes);
    };
    useConfirm.setState({ question, answer });
  });
}
