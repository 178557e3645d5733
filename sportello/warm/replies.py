"""Everything that judging a reply needs: model, lexicons, lemmas. Judging a made-up pair loads them all."""

from domain.documents import Sector
from validators.completeness import judge_reply

judge_reply(
    ("la data della richiesta di voltura",),
    ("Si comunica che la richiesta di voltura è pervenuta in data 3 marzo 2025. Cordiali saluti, Ufficio Reclami.",),
    Sector.ENERGIA,
    letter_text="Si chiede di comunicare: 1) la data della richiesta di voltura.",
)
