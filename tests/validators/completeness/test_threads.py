"""One thread for a short sum, and as many as before after it."""

import pytest

from validators.completeness.threads import _switches, one_thread


@pytest.mark.skipif(_switches() is None, reason="numpy without OpenBLAS")
def test_one_thread_inside_and_as_before_after():
    get, put = _switches()
    before = get()
    put(2)
    try:
        with one_thread():
            assert get() == 1
        assert get() == 2
        with pytest.raises(ValueError, match="broken"), one_thread():
            raise ValueError("broken")
        assert get() == 2
    finally:
        put(before)
