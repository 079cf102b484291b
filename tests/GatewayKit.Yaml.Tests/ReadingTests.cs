namespace GatewayKit.Yaml.Tests;

public class ReadingTests
{
    [Theory]
    [InlineData("a: |-\n\n  x\n", "{ <a> <\\nx> }")]
    [InlineData("a: |-\n \n  x\n", "{ <a> <\\nx> }")]
    [InlineData("a: |-\n  \n  x\n", "{ <a> <\\nx> }")]
    [InlineData("a: >-\n  \n\n  x\n  y\nb: 1\n", "{ <a> <\\n\\nx y> <b> <1> }")]
    [InlineData("a:\n  - b: |\n\n      \n      x\n    c: 1\n", "{ <a> [ { <b> <\\n\\nx\\n> <c> <1> } ] }")]
    [InlineData("a: |2-\n    \n  x\n", "{ <a> <  \\nx> }")]
    [InlineData("a: |+\n\n\nb: 1\n", "{ <a> <\\n\\n> <b> <1> }")]
    [InlineData("a: |\n  x", "{ <a> <x\\n> }")]
    [InlineData("a: >\n  x\n  y\n\n    z\n  w\n", "{ <a> <x y\\n\\n  z\\nw\\n> }")]
    [InlineData("- |\n x\n- >-\n y\n", "[ <x\\n> <y> ]")]
    public void A_block_scalar_may_begin_with_empty_lines(string text, string expected) => Assert.Equal(expected, EventText.Short(text));

    [Theory]
    [InlineData("a: x\u2028y\nb: 1", "{ <a> <x\u2028y> <b> <1> }")]
    [InlineData("a: \"x\u0085y\"", "{ <a> <x\u0085y> }")]
    [InlineData("a: 'x\u2029y'", "{ <a> <x\u2029y> }")]
    [InlineData("a: |\n  x\u2029y\n  z\n", "{ <a> <x\u2029y\\nz\\n> }")]
    [InlineData("a\u2028b: 1", "{ <a\u2028b> <1> }")]
    [InlineData("# c\u0085b: 1\na: 1", "{ <a> <1> }")]
    [InlineData("a: 1\r\nb: 2\rc: 3\n", "{ <a> <1> <b> <2> <c> <3> }")]
    public void Only_line_feeds_and_carriage_returns_end_a_line(string text, string expected)
        => Assert.Equal(expected, EventText.Short(text));

    [Theory]
    [InlineData("a: \"x\ny\"\nb: 1", "{ <a> <x y> <b> <1> }")]
    [InlineData("a: \"x\n\ny\"", "{ <a> <x\\ny> }")]
    [InlineData("a:\n  b: 'x\n y'", "{ <a> { <b> <x y> } }")]
    [InlineData("- \"x\n\ty\"", "[ <x y> ]")]
    [InlineData("a: [1,\n2]", "{ <a> [ <1> <2> ] }")]
    [InlineData("a: {b: 1,\nc: 2}", "{ <a> { <b> <1> <c> <2> } }")]
    [InlineData("a: [\n\t1\n]", "{ <a> [ <1> ] }")]
    [InlineData("{foo\n: bar}", "{ <foo> <bar> }")]
    public void Lines_in_quotes_and_brackets_may_be_indented_as_they_like(string text, string expected)
        => Assert.Equal(expected, EventText.Short(text));

    [Theory]
    [InlineData("\"\\ud83d\\ude00 \\x41\\u00e9\\U0001F600\\n\\\n  x\"", "<\U0001F600 A\u00e9\U0001F600\\nx>")]
    [InlineData("'it''s'", "<it's>")]
    [InlineData("a:b#c", "<a:b#c>")]
    [InlineData("[a, b: c, {d}, \"e\":f, ]", "[ <a> { <b> <c> } { <d> <> } { <e> <f> } ]")]
    [InlineData("? a\n: - b\n", "{ <a> [ <b> ] }")]
    [InlineData("&x !!str a: *x", "{ <a> *x }")]
    [InlineData("a:\n- b\n-\n- c: d\n  e: f\n", "{ <a> [ <b> <> { <c> <d> <e> <f> } ] }")]
    public void Everything_else_reads_as_the_specification_says(string text, string expected)
        => Assert.Equal(expected, EventText.Short(text));

    [Fact]
    public void Tags_are_resolved_by_their_handles()
        => Assert.Equal(
            "+DOC\n+SEQ <!local>\n=VAL <tag:example.com,2000:a> :x\n=VAL <tag:yaml.org,2002:str> :y\n=VAL <!> :z\n"
                + "=VAL <tag:a> :w\n-SEQ\n-DOC",
            EventText.Of("%TAG !e! tag:example.com,2000:\n---\n!local\n- !e!a x\n- !!str y\n- ! z\n- !<tag:a> w\n"));
}
