"""What a template, the terminal or a JSON reader sees: plain data, nothing with a method that acts."""
