"""What briefings say: the sentences, tables and charts that the kinds are composed of."""
