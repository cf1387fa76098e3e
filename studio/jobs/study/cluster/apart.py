"""A batch in a process of its own, which may end over it: the task on stdin, its answer on stdout."""

import os
import pickle
import sys

from studio import text
from studio.jobs.study.work import Task, run_batch


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing else may come between
    task: Task = pickle.load(sys.stdin.buffer)  # noqa: S301 - a pipe that nobody else has
    text.use_language(task.job.language)
    with answers:
        pickle.dump(run_batch(task), answers, protocol=pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
