"""What one note says. Text in, values out; no disk, no clock."""
