"""Boxes: what stands in them by its middle."""

from domain.geometry import Box


def test_a_box_holds_what_has_its_middle_in_it():
    box = Box(100, 100, 200, 120)
    assert box.holds(Box(190, 110, 209, 119)), "it reaches over the edge, its middle does not"
    assert not box.holds(Box(190, 110, 212, 119))
    assert box.holds(Box(190, 110, 212, 119), beyond=1)
    assert not box.holds(Box(150, 119, 160, 123)), "below the foot"
