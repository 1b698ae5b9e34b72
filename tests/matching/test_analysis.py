"""Text as the matcher sees it: folded the same way for a sheet and for a question, whatever is typed."""

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.matching.analysis import capitalised, fold, is_signed, plain, words
from tests.each_row import each_row

# Surrogates and unassigned characters included: a question may hold anything.
ANYTHING = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)


def test_words_are_what_a_person_would_count() -> None:
    cases: list[tuple[str, list[str]]] = [
        ("Who launched from Baikonur?", ["who", "launched", "from", "baikonur"]),
        ("Don't ask", ["don't", "ask"]),
        ("don’t don‘t donʼt don`t don´t don＇t", ["don't"] * 6),
        ("rock'n'roll at O’Neill's", ["rock'n'roll", "at", "o'neill's"]),
        ("'quoted' and ‘quoted’", ["quoted", "and", "quoted"]),
        ("the keepers' lamp", ["the", "keepers", "lamp"]),
        ("snake_case and MS-27", ["snake", "case", "and", "ms", "27"]),
        ("100km in 2nd gear", ["100", "km", "in", "2nd", "gear"]),
        ("at 12:30, 1,200.50 or 3.14.", ["at", "12:30", "1,200.50", "or", "3.14"]),
        ("the 21st, 22nd, 23rd and 24th", ["the", "21st", "22nd", "23rd", "and", "24th"]),
        ("10th-century", ["10th", "century"]),
        ("soft\u00adhyphen", ["softhyphen"]),
        ("see you 2nite m8, b4 8", ["see", "you", "tonight", "mate", "before", "8"]),
        ("Gr8! l8r", ["great", "later"]),
        ("gr8er", ["gr", "8", "er"]),
        ("twenty-one of £18bn", ["21", "of", "18000000000"]),
        ("Müller naïve Ångström Straße", ["muller", "naive", "angstrom", "strasse"]),
        ("ﬁne ①② ｆｕｌｌ", ["fine", "12", "full"]),
        ("Привет, мир", ["привет", "мир"]),
        ("日本語 עברית العربية", ["日本", "本語", "עברית", "العربية"]),
        ("灯'a 灯'", ["灯", "a", "灯"]),
        ("ISSに何人", ["iss", "に何", "何人"]),
        ("灯 สวัสดี", ["灯", "สว", "สด"]),
        ("zero\u200bwidth, j\u2060oin\ufeffed", ["zerowidth", "joined"]),
        ("?!… — 🚀 \x00\t", []),
        ("", []),
    ]

    assert [(text, expected, got) for text, expected in cases if (got := words(text)) != expected] == []


def test_markup_and_links_are_no_words() -> None:
    cases: list[tuple[str, list[str]]] = [
        ("who is <:kim:123456789012345678> Kim", ["who", "is", "kim"]),
        ("<a:party_blob:1>when?", ["when"]),
        ("since <t:1618953630:R> or <t:-5>", ["since", "or"]),
        ("<@123> <@!123> <@&456> <#789> <id:browse> where", ["where"]),
        ("what does </digest show:123> do", ["what", "does", "/digest", "digest", "show", "do"]),
        ("who wrote https://example.org/a?b=who#lamp this", ["who", "wrote", "this"]),
        ("see (HTTP://x.example/lamp) here", ["see", "here"]),
        ("[the lamp](https://x.example/tower)", ["the", "lamp"]),
        ("is 3 < 4 or <5> a:b", ["is", "3", "4", "or", "5", "a", "b"]),
        ("li\u00adght\u200bhouse", ["lighthouse"]),
        ("@everyone, @here: who is it", ["who", "is", "it"]),
        ("who may use @everyone", ["who", "may", "use", "@everyone", "everyone"]),
        ("", []),
    ]

    assert [(message, text, got) for message, text in cases if (got := words(plain(message))) != text] == []


@given(ANYTHING)
@settings(max_examples=200)
def test_any_message_has_a_plain_text_which_stays_as_it_is(message: str) -> None:
    once = plain(message)

    assert plain(once) == once


@given(
    st.text("abc é灯", max_size=20),
    st.integers(0, 20),
    st.sampled_from("\u200b\u00ad\u2060\u200d\ufe00\ufe0f\ufeff"),
)
@settings(max_examples=100)
def test_an_invisible_character_changes_nothing(text: str, at: int, invisible: str) -> None:
    assert words(text[:at] + invisible + text[at:]) == words(text)


def test_a_sign_is_part_of_some_words() -> None:
    cases: list[tuple[str, list[str]]] = [
        ("see #General", ["see", "#general", "general"]),
        ("/Rules and !help", ["/rules", "rules", "and", "!help", "help"]),
        ("ask @Mods", ["ask", "@mods", "mods"]),
        ("use --dry-run", ["use", "--dry-run", "dry", "run"]),
        ("-f is not -F", ["-f", "is", "not", "-F"]),
        (".NET or C++", [".net", "net", "or", "c++"]),
        ("a well-known e-mail, who/what", ["a", "well", "known", "e", "mail", "who", "what"]),
        ("- an item, 5-6, #1", ["an", "item", "5", "6", "1"]),
    ]

    assert [(text, expected, got) for text, expected in cases if (got := words(text)) != expected] == []


def test_a_language_is_one_word_however_it_is_written() -> None:
    assert words("C#") == words("c#")
    assert words("C++") == words("c++")
    assert words("C#")[0] not in words("C and C++")


@each_row("written", ["U.S.", "U.S.A.", "US", "u.s.", "USA", "usa", "Usa"])
def test_the_country_is_one_word_however_it_is_written(written: str) -> None:
    assert words(f"in the {written} today") == ["in", "the", "usa", "today"]


@each_row("text", ["tell us", "USSR", "campUS", "USB", "Us", "bus"])
def test_what_only_looks_like_the_country_is_left_alone(text: str) -> None:
    assert "usa" not in words(text)


@each_row(("initials", "word"), [("N.A.S.A.", "nasa"), ("U.K.", "uk"), ("e.g.", "eg")])
def test_initials_are_joined(initials: str, word: str) -> None:
    assert words(f"by {initials} alone") == ["by", word, "alone"]


def test_a_single_initial_and_the_end_of_a_sentence_stay_apart() -> None:
    assert words("J. Kim flew. He landed.") == ["j", "kim", "flew", "he", "landed"]


@given(ANYTHING)
@example("ΐ İ ŉ ½ ﬀ’s ⅷ")
@example("U.S")
@example("u.ſ.")
@settings(max_examples=400)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)

    assert fold(once) == once


@given(ANYTHING)
@settings(max_examples=200)
def test_any_text_has_words_and_each_is_its_own_word(text: str) -> None:
    found = words(text)

    assert all(found)
    # Case tells single letters apart: -f and -F.
    assert all(fold(word) == word for word in found if len(word) > 3 or not is_signed(word))


@given(st.text(st.characters(min_codepoint=0x41, max_codepoint=0x24F, categories=["L"]), max_size=30))
@example("UŚ")
@settings(max_examples=200)
def test_how_an_accent_is_encoded_never_matters(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)

    assert words(composed) == words(decomposed)


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=100)
def test_lines_are_read_apart(first: str, second: str) -> None:
    assert words(f"{first}\n{second}") == words(first) + words(second)


def test_names_are_what_has_a_capital_inside_a_sentence() -> None:
    cases: list[tuple[str, set[str]]] = [
        ("Who is Ada Brandt?", {"ada", "brandt"}),
        ("Was the lamp lit by Brandt’s sister?", {"brandt's"}),
        ("Who met Kim, Ryzhikov and Élodie at noon?", {"kim", "ryzhikov", "elodie"}),
        ("Where is it?", set()),
        ("Where is it? Nobody knows.", set()),
        ("who is ada brandt", set()),
        ("WHO IS ADA BRANDT", set()),
        ("Who Is Ada Brandt", set()),
        ("", set()),
        ("…", set()),
        ("X", set()),
    ]

    assert [(text, names, got) for text, names in cases if (got := capitalised(text)) != names] == []
