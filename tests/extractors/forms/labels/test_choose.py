"""The best way through a section's labels."""

from extractors.forms.labels.choose import Item, best_items
from extractors.forms.wording.describe import Entry


def entries(count: int) -> list[Entry]:
    return [Entry(n, f"campo{n}", ((f"voce{n}",),)) for n in range(count)]


def test_labels_of_another_party_do_not_crowd_out_the_way_that_leaves_them():
    # Six labels stand twice: in a sentence of the distributor's, hardly labels, and where they are asked for.
    count = 6
    other = [Item(n, n + 1, n, 0.3) for n in range(count)]
    asked = [Item(20 + n, 21 + n, n, 2.0) for n in range(count)]
    chosen = best_items([*other, *asked], entries(count), frozenset())
    assert [i.start for i in chosen] == [20 + n for n in range(count)]


def test_labels_in_the_forms_order_are_all_taken():
    items = [Item(n, n + 1, n, 1.0) for n in range(4)]
    assert [i.entry for i in best_items(items, entries(4), frozenset())] == [0, 1, 2, 3]
