"""Is the reply complete? Judged by content, with evidence (rule book area QUA, 003 §6.5.1)."""

from validators.completeness.judge import judge_reply
from validators.completeness.label import is_complete, label_of
from validators.completeness.policy import Attachment, CompletenessPolicy
from validators.completeness.requests import find_requests, from_register

__all__ = [
    "Attachment",
    "CompletenessPolicy",
    "find_requests",
    "from_register",
    "is_complete",
    "judge_reply",
    "label_of",
]
