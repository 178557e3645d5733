"""From a page to tokens in reading order: words, blanks, cells of ruled grids, tick places."""
