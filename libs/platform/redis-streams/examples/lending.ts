/** What travels on the topic `lending`: the types of its events with their data. A type, so that any service may import it. */
export type LendingEvents = {
  lending: {
    'loan.started.v1': { loanId: string; bookId: string; readerId: string; dueOn: string };
    'loan.returned.v1': { loanId: string };
  };
};

export type LoanStarted = LendingEvents['lending']['loan.started.v1'];
export type LoanReturned = LendingEvents['lending']['loan.returned.v1'];
