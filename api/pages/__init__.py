"""What the server-rendered pages are made of: words, charts, templates."""
