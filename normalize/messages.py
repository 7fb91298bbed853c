"""What each flag says to a person, in a sentence. A flag is a reason for a human look, never an error."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "action_missing": "The action cell of this item is empty.",
    "agency_unknown": "The agency was not found in the document.",
    "ditto_unresolved": "A ditto mark has no value above it in its column.",
    "entries_unpaired": "An entry found no partner of equal number in the column beside it.",
    "enumeration_gap": "The numbers of the list jump here; an entry may be missing or misread.",
    "mark_unread": "A cell is marked under a header that tells nothing known.",
    "month_mark_unread": "A month cell holds a text that is no known mark.",
    "override_unknown_code": "An override names a code that the taxonomy does not have.",
    "path_deeper_than_5": "The heading path has more than five levels; level_5 holds the rest, joined by ' / '.",
    "period_doubtful": "The deadline can be read in two ways; the likelier one was taken.",
    "period_impossible_date": "The deadline names a day that does not exist; it was not moved to another.",
    "period_repaired": "The deadline holds a plain misprint; its value is repaired, the text kept as printed.",
    "period_unread": "The deadline was not understood; its text is kept, nothing was guessed.",
    "position_doubtful": "Which entry an owner or deadline stands beside is not certain.",
    "text_doubtful": "The fonts of this page name wrong characters; compare the text with the page.",
    "text_spills": "A text leaves its cell on the page, or is printed over another; part of it may be misplaced.",
    "title_missing": "No title was found in the document.",
    "units_doubtful": "How this cell falls into units is not certain.",
    "units_repaired": "A unit holds a plain misreading; its name is repaired, the text kept as printed.",
    "weight_ambiguous": "Two weights are stated, for two units; none was taken.",
    "year_unknown": "The plan's year was not found; dates without a year stay unread.",
}


def said(flag: str) -> str:
    """The sentence for FLAG.

    >>> said("period_unread")
    'The deadline was not understood; its text is kept, nothing was guessed.'
    """
    return MESSAGES.get(flag, f"Look at this: {flag.replace('_', ' ')}.")
