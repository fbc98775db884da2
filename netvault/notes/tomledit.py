"""Words put into netvault.toml; every other byte of it stays as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

BOM = "\ufeff"
"""The mark with which some editors begin a file."""


def with_words(text: str, words: Mapping[str, Sequence[str]]) -> str:
    """The settings with these words added to the lists of their acts in [words]; what is there already is not added again.

    A byte order mark at the head stays, and new lines end as the others do.
    Raises ValueError where the settings cannot be read.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text.removeprefix(BOM))
        table = document.get("words")
        if table is None:
            table = tomlkit.table()
            document["words"] = table
        for act, more in words.items():
            known = table.get(act, [])
            known = [known] if isinstance(known, str) else list(known)
            new = [word for word in dict.fromkeys(more) if word not in known]
            if isinstance(table.get(act), list):
                for word in new:
                    table[act].append(word)
            elif new:
                table[act] = [*known, *new]
        made = tomlkit.dumps(document)
    except TOMLKitError as error:
        raise ValueError(str(error)) from error
    if "\r\n" in text and "\n" not in text.replace("\r\n", ""):
        made = made.replace("\r\n", "\n").replace("\n", "\r\n")
    return BOM + made if text.startswith(BOM) else made
