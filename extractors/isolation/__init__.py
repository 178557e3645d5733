"""Look at foreign bytes in expendable processes: one document, one process, hard limits, no network.

    with Workshop(workers=2, limits=Limits(), warm=("pikepdf", "pypdfium2")) as shop:
        for key, outcome in shop.run(Task(sha, "extractors.pdf_gate:inspect_pdf", (path, policy)) for ...):
            match outcome:
                case Done(value): ...
                case Failed(kind, diagnosis): ...

Caller -> supervisor (one fresh interpreter per worker, imports the libraries once, stays single-threaded)
-> fork per document, under rlimits, seccomp, Landlock and without network. Architecture, section 7.
"""

from extractors.isolation.model import Cost, Done, Failed, FailureKind, Guards, Limits, Outcome, Task
from extractors.isolation.workshop import Workshop, run_here

__all__ = ["Cost", "Done", "Failed", "FailureKind", "Guards", "Limits", "Outcome", "Task", "Workshop", "run_here"]
