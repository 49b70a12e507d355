"""The Briefing workspace: pages as they will print, and all that can be chosen about them."""
