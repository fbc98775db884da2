"""The disk, and only here: finding, reading and writing the files of a vault."""
