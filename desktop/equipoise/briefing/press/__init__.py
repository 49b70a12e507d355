"""How briefings are set: PDF and page pictures, Word, HTML, Markdown, and charts as files."""
