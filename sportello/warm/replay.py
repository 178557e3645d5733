"""Everything that judging stored forms needs: rules, tables, and the caches that a first form fills."""

from sportello.documents.replay_work import judge_chunk
from validators.forms.examples import DAY, a_reading
from validators.forms.judge import judge_form

assert judge_chunk is not None
judge_form(a_reading(), day=DAY)
