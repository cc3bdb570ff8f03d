"""Problems of one file: of each kind the first hundred, and how many there are."""

from collections import Counter

from edi_engine.problems import Place, Problem

LISTED = 100


class Findings:
    """Collects problems; beyond the first ``listed`` of a rule and kind they are counted: a file may be of any size."""

    def __init__(self, listed: int = LISTED) -> None:
        self.listed = listed
        self.problems: list[Problem] = []
        self.times: Counter[tuple[str, str]] = Counter()

    def add(self, problem: Problem) -> None:
        """One more."""
        named = (problem.rule, problem.kind)
        self.times[named] += 1
        if self.times[named] <= self.listed:
            self.problems.append(problem)

    def close(self) -> list[Problem]:
        """All that was found, and how much of it is not listed."""
        for (rule, kind), times in self.times.items():
            if times > self.listed:
                self.problems.append(Problem("ENV-10", "and-more", place=Place(), named=f"{rule} {kind}",
                                             times=times, shown=self.listed))
        return self.problems
