"""How Terraform text is laid out, and which file a part of it goes to."""

from __future__ import annotations

from archgen.render.outputs.terraform.layout import balanced, by_name, sections, tidy


def test_neighbouring_arguments_are_aligned() -> None:
    assert tidy('a {\n\n  b = 1\n  long = "x = {"\n\n\n  c {\n    d = 1\n    e = 1\n  }\n\n}\n\n') == (
        'a {\n  b    = 1\n  long = "x = {"\n\n  c {\n    d = 1\n    e = 1\n  }\n}\n'
    )


def test_what_fits_is_on_one_line() -> None:
    statement = '{\n Sid = "A"\n Action = [\n "b:C",\n "b:D",\n ]\n Resource = x.arn\n }'
    one_line = '{ Sid = "A", Action = ["b:C", "b:D"], Resource = x.arn }'
    assert tidy(f"a {{\n s = [\n {statement},\n {statement},\n ]\n}}\n") == (
        f"a {{\n  s = [\n    {one_line},\n    {one_line},\n  ]\n}}\n"
    )
    assert tidy(f"a {{\n s = [\n {statement},\n ]\n}}\n") == f"a {{\n  s = [{one_line}]\n}}\n"
    long = f'{{\n Sid = "{"A" * 180}"\n Action = "b"\n }}'
    assert tidy(f"a {{\n s = [\n {long},\n ]\n}}\n").count("\n") == 8
    noted = f"a {{\n s = [\n # why\n {statement},\n ]\n}}\n"
    assert tidy(noted) == f"a {{\n  s = [\n    # why\n    {one_line},\n  ]\n}}\n"


def test_a_blank_line_is_between_blocks_and_not_between_lines_that_belong_together() -> None:
    assert tidy("r {\n  for_each = x\n\n  a = 1\n\n  b { c = 2 }\n\n  depends_on = [d]\n}\n") == (
        "r {\n  for_each = x\n  a        = 1\n  b { c = 2 }\n  depends_on = [d]\n}\n"
    )
    lookups = 'data "a" "b" {\n  c = 1\n}\n\ndata "a" "d" {\n  c = 2\n}\n\nresource "e" "f" {\n  g = 1\n}\n'
    assert tidy(lookups) == (
        'data "a" "b" { c = 1 }\ndata "a" "d" { c = 2 }\n\nresource "e" "f" {\n  g = 1\n}\n'
    )
    kept = "r {\n  a = 1\n\n  # why\n  b { c = 2 }\n\n  d {\n    e = 1\n    f = 2\n  }\n\n  g { h = 3 }\n}\n"
    assert tidy(kept) == kept
    grouped = "r {\n  a = 1\n\n  b = 2\n}\n"
    assert tidy(grouped) == grouped


def test_brackets_in_quotes_are_text() -> None:
    assert balanced('"{"') and balanced('f("\\"[")') and not balanced("f([")


def test_a_template_s_parts_go_to_the_files_that_they_name() -> None:
    assert list(sections("x\n#> a\n1\n#> b\n2")) == [("a", "1"), ("b", "2")]


def test_blocks_are_listed_by_name_and_once() -> None:
    text = 'output "b" {\n}\n\noutput "a" {\n}\n\noutput "b" {\n}'
    assert by_name(text) == 'output "a" {\n}\n\noutput "b" {\n}\n'
