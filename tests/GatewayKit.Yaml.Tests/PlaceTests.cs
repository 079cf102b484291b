namespace GatewayKit.Yaml.Tests;

public class PlaceTests
{
    [Fact]
    public void Every_event_knows_its_line_and_column()
        => Assert.Equal(
            ["MappingStart 1:1", "Scalar 1:1", "Scalar 1:5", "Scalar 2:1", "SequenceStart 3:3", "Scalar 3:5",
                "MappingStart 4:5", "Scalar 4:7", "Scalar 4:10", "MappingEnd 4:12", "SequenceEnd 6:1", "Scalar 6:1", "Scalar 6:3"],
            EventText.Events("\u00e9a: 1\nb:\n  - x\n  - { c: y }\n\nd:\n")
                .SkipLast(2)
                .Skip(1)
                .Select(e => $"{e.Kind} {e.Line}:{e.Column}"));

    [Theory]
    [InlineData("a:\n\t- b", 2, 1)]
    [InlineData("a: 1\nb:\n \tc: 1", 3, 2)]
    [InlineData("a: 1\n\tb: 2", 2, 1)]
    [InlineData("\ta: 1", 1, 1)]
    [InlineData("a: |\n\tx", 2, 1)]
    [InlineData("-\t- a", 1, 2)]
    public void A_tab_that_indents_is_refused_where_it_stands(string text, int line, int column)
        => Refused(text, "Tabs aren't allowed for indentation; use spaces.", line, column);

    [Theory]
    [InlineData("a: [1,\n 2", "The bracket isn't closed.", 1, 4)]
    [InlineData("a: \"x\nb: 1\n", "The quote isn't closed.", 1, 4)]
    [InlineData("a: \"x\n---\n", "The quote isn't closed.", 1, 4)]
    [InlineData("a: b: c", "A mapping can't begin here. Put the key on a line of its own, or the value in quotes.", 1, 5)]
    [InlineData("a: 1\nb", "Expected a key followed by a colon.", 2, 1)]
    [InlineData("a: 1\n  b: 2", "A mapping can't begin here. Put the key on a line of its own, or the value in quotes.", 2, 4)]
    [InlineData("a:\n  b: 1\n   c: 2", "A mapping can't begin here. Put the key on a line of its own, or the value in quotes.", 3, 5)]
    [InlineData("a: [1 2", "The bracket isn't closed.", 1, 4)]
    [InlineData("a: @x", "A value can't begin with '@'; put it in quotes.", 1, 4)]
    [InlineData("a: \"\\q\"", "'\\q' isn't a valid escape sequence.", 1, 5)]
    [InlineData("a: \"\\ud800\"", "The escape sequence isn't a valid character.", 1, 5)]
    [InlineData("a: 1\0", "The text contains a control character, which YAML doesn't allow.", 1, 5)]
    [InlineData("a: |\n   \n  x", "An empty line before the text of a block scalar has more spaces than the text. Remove the spaces, or "
        + "give the indentation after | or >, such as |2.", 2, 1)]
    [InlineData("]", "A value can't begin with ']'; put it in quotes.", 1, 1)]
    public void Text_that_is_not_valid_is_refused_where_it_goes_wrong(string text, string message, int line, int column)
        => Refused(text, message, line, column);

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    [InlineData('-')]
    [InlineData('?')]
    public void Nesting_is_bounded(char opening)
    {
        var error = Assert.Throws<YamlSyntaxException>(() => EventText.Of(string.Concat(Enumerable.Repeat($"{opening} ", 100_000))));
        Assert.Equal(("The text is nested deeper than 100 levels.", 1, 201), (error.Message, error.Line, error.Column));
    }

    private static void Refused(string text, string message, int line, int column)
    {
        var error = Assert.Throws<YamlSyntaxException>(() => EventText.Of(text));
        Assert.Equal((message, line, column), (error.Message, error.Line, error.Column));
    }
}
