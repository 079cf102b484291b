using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Schema;

namespace GatewayKit.Tests.Configuration.Binding;

public class CommaSeparatedTests
{
    [Theory]
    [InlineData("", "a")]
    [InlineData("parts: b", "b")]
    [InlineData("parts: 'b, c'", "b, c")]
    [InlineData("parts: [b]", "b")]
    [InlineData("parts: [b, 'c, d', e]", "b, c, d, e")]
    public void Text_with_commas_can_be_written_as_a_list(string text, string parts)
        => Assert.Equal(parts, Documents.Options<PartedOptions>(text).Parts);

    [Theory]
    [InlineData("parts: [b, C]", "is 'b, C'; it must match the pattern")]
    [InlineData("parts: [b, '']", "is 'b, '; it must match the pattern")]
    [InlineData("parts: []", "is a list; it must be")]
    [InlineData("parts: [ [b] ]", "is a list; it must be")]
    [InlineData("parts: [ { b: c } ]", "is a list; it must be")]
    public void The_rules_of_the_text_hold_for_the_list(string text, string message)
        => Assert.StartsWith(
            "options.parts " + message, Assert.Single(Documents.OptionErrors<PartedOptions>(text)), StringComparison.Ordinal);

    [Fact]
    public void A_variable_is_shown_as_it_is_written_and_an_unset_one_is_not_checked()
    {
        var list = new ConfigSequence(
            default, [new ConfigScalar("b"), new ConfigScalar(default, "secret", ScalarStyle.Text, "${env:PART}")]);
        var unset = new ConfigSequence(default, [new ConfigScalar("b"), new ConfigScalar(default, "?", ScalarStyle.Unset)]);

        var text = Assert.IsType<ConfigScalar>(CommaSeparatedText.Of(list));
        Assert.Equal(("b, secret", "b, ${env:PART}"), (text.Text, text.Written));
        Assert.True(UnsetVariables.AreIn(CommaSeparatedText.Of(unset)));
    }

    [Fact]
    public void The_schema_and_the_table_say_so()
    {
        var property = new SchemaBuilder().Record(typeof(PartedOptions), RecordKeys.AsProperties)["properties"]!["parts"]!;

        Assert.Equal("array", (string?)property["anyOf"]![1]!["type"]);
        Assert.Equal("a", (string?)property["default"]);
        Assert.Contains(
            "| `parts` | text, or list of text | `a` |", OptionsTable.Markdown(typeof(PartedOptions)), StringComparison.Ordinal);
    }
}
