"""How briefings look: a folder with letterhead, fonts, colours, page and order of sections."""
