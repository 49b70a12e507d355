"""A passphrase for tests: six words drawn by lot."""

PASSPHRASE = "cobalt lantern giraffe umbrella wicket moss"
