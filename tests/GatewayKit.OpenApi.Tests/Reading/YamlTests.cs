using System.Diagnostics;
using System.Text;
using System.Text.Json;
using GatewayKit.OpenApi.Reading.Files;

namespace GatewayKit.OpenApi.Reading;

public sealed class YamlTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("-12", "-12")]
    [InlineData("+7", "7")]
    [InlineData("007", "7")]
    [InlineData("0x1F", "31")]
    [InlineData("0o17", "15")]
    [InlineData("1.50", "1.50")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("-.5e-3", "-0.5e-3")]
    [InlineData("123456789012345678901234567890.123", "123456789012345678901234567890.123")]
    [InlineData("1e400", "1e400")]
    [InlineData("true", "true")]
    [InlineData("False", "false")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("null", "null")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("'1'", "\"1\"")]
    [InlineData("\"true\"", "\"true\"")]
    [InlineData("!!str 1", "\"1\"")]
    [InlineData("!!int '1'", "1")]
    [InlineData("!mine 1", "\"1\"")]
    [InlineData("2024-01-02", "\"2024-01-02\"")]
    [InlineData(".inf", "\".inf\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("-", "[null]")]
    [InlineData("0x", "\"0x\"")]
    [InlineData("[a, {b: 1}]", """["a",{"b":1}]""")]
    [InlineData("|\n  a\n  b\n", "\"a\\nb\\n\"")]
    public void A_value_has_the_type_of_the_core_schema(string yaml, string json)
        => Assert.Equal(json, Json($"a:\n  {yaml}").GetProperty("a").GetRawText());

    [Fact]
    public void Keys_are_text_whatever_they_look_like()
        => Assert.Equal("""{"200":1,"true":2,"~":3}""", Json("200: 1\ntrue: 2\n~: 3").GetRawText());

    [Fact]
    public void Aliases_repeat_what_their_anchor_has()
        => Assert.Equal("""{"a":{"b":[1,"x"]},"c":[{"b":[1,"x"]},[1,"x"]]}""", Json("a: &a\n  b: &b [1, &x x]\nc: [*a, *b]").GetRawText());

    [Fact]
    public void Merge_keys_add_what_is_not_there()
        => Assert.Equal("""{"a":{"x":1,"y":2},"b":{"y":3,"x":1},"c":{"z":0,"x":1,"y":2}}""",
            Json("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: {<<: [*a], z: 0}").GetRawText());

    [Fact]
    public void What_aliases_repeat_without_end_is_refused_at_once()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 40; i++)
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        var clock = Stopwatch.StartNew();

        var error = Doc.Error(bomb.ToString(), options: new OpenApiReaderOptions { MaxFileSize = 1_000_000 });

        Assert.Contains("aliases", error.Message, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void What_merge_keys_repeat_counts_as_well()
    {
        var text = $"a: &a {{x: {new string('x', 10_000)}}}\nb: {{<<: [{string.Join(',', Enumerable.Repeat("*a", 1000))}]}}\n";

        Assert.Contains("aliases",
            Doc.Error(text, options: new OpenApiReaderOptions { MaxFileSize = 1_000_000 }).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: *b", 1, 4)]
    [InlineData("a: &a [*a]", 1, 8)]
    [InlineData("a: 1\n---\nb: 2", 2, 1)]
    [InlineData("a: [1", 1, 4)]
    [InlineData("? [a]\n: 1", 1, 3)]
    [InlineData("a: {<<: 1}", 1, 9)]
    [InlineData("a:\n\t- b", 2, 1)]
    public void What_is_no_YAML_or_means_nothing_is_told_with_its_place(string text, int line, int column)
    {
        var error = Doc.Error(text);

        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Theory]
    [InlineData("    \n    text", "\ntext")]
    [InlineData("\n    text", "\ntext")]
    [InlineData("    text\u2028more", "text\u2028more")]
    public void A_description_may_begin_with_an_empty_line_and_hold_any_character(string text, string expected)
        => Assert.Equal(expected, Json($"a:\n  description: |-\n{text}\n  b: 1").GetProperty("a").GetProperty("description").GetString());

    [Theory]
    [InlineData("openapi: 3.0.0\npaths:\n  /a: {}\n  /a: {}\n", "/paths/~1a", 4, 3)]
    [InlineData("openapi: 3.0.0\nx-a: [{}, {b: 1, b: 2}]\n", "/x-a/1/b", 2, 18)]
    public void A_key_that_stands_twice_is_told_with_its_place(string text, string place, int line, int column)
    {
        var error = Doc.Error(text);

        Assert.Equal((place, line, column), (error.JsonPointer, error.Line, error.Column));
    }

    [Fact]
    public void What_is_nested_too_deeply_is_refused()
        => Assert.Contains("deeper", Doc.Error($"a: {new string('[', 100_000)}").Message, StringComparison.Ordinal);

    private static JsonElement Json(string yaml)
        => YamlSource.Parse(Encoding.UTF8.GetBytes(yaml), new OpenApiReaderOptions(), (path, _) => Assert.Fail(path.ToString()));
}
