using System.Text;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Readers;

namespace GatewayKit.Tests.Configuration.Readers;

public class JsonReaderTests
{
    [Fact]
    public void Comments_and_trailing_commas_are_allowed_and_nodes_know_their_places()
    {
        var errors = new ConfigErrors();
        var root = Assert.IsType<ConfigMapping>(
            Documents.Node("{\n  // comment\n  \"é\": [1, true, null, \"x\",],\n}", errors, "gateway.json"));
        Assert.Empty(errors.Items);
        var list = Assert.IsType<ConfigSequence>(root.Find("é"));
        Assert.Equal("gateway.json:3:8", list.Location.ToString());
        Assert.Equal(["1", "true", "x"], list.Items.OfType<ConfigScalar>().Select(s => s.Text));
        Assert.IsType<ConfigNull>(list.Items[2]);
        Assert.Equal("gateway.json:3:9", list.Items[0].Location.ToString());
    }

    [Theory]
    [InlineData("{ \"a\": 1,\n \"A\": 2 }", "gateway.json:2:2: A: the key 'A' occurs twice; keys are case-insensitive.")]
    [InlineData("{ \"a\": 1 } {}",
        "gateway.json:1:12: The document isn't valid JSON: '{' is invalid after a single JSON value. Expected end of data.")]
    [InlineData("{ 'a': 1 }",
        "gateway.json:1:3: The document isn't valid JSON: ''' is an invalid start of a property name. Expected a '\"'.")]
    [InlineData("{ \"é\": @ }", "gateway.json:1:8: The document isn't valid JSON: '@' is an invalid start of a value.")]
    [InlineData("[ NaN ]", "gateway.json:1:3: The document isn't valid JSON: 'N' is an invalid start of a value.")]
    [InlineData("{ \"a\": \"\\ud800\" }",
        "gateway.json:1:8: The document isn't valid JSON: The text has an escape that is half of a surrogate pair.")]
    public void Text_that_is_no_JSON_is_refused_with_its_place(string text, string expected) => Assert.Equal([expected], Errors(text));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1, 2")]
    [InlineData("\"x")]
    public void A_document_that_ends_too_early_is_refused(string text) => Assert.Single(Errors(text));

    [Fact]
    public void Deep_nesting_is_refused()
        => Assert.EndsWith("nested deeper than 64 levels.", Assert.Single(Errors(new string('[', 100_000))), StringComparison.Ordinal);

    [Fact]
    public void Every_byte_is_decoded_once_for_locations_even_if_the_document_is_one_line()
    {
        var text = Encoding.UTF8.GetBytes($"[{string.Join(", ", Enumerable.Repeat("{ \"é\": \"ü\" }", 1000))}]");
        var reader = new JsonReader(new NodeReading("gateway.json", new ConfigErrors(), _ => null), text);
        var last = Assert.IsType<ConfigMapping>(Assert.IsType<ConfigSequence>(reader.Read()).Items[^1]);
        Assert.Equal($"gateway.json:1:{Encoding.UTF8.GetCharCount(text) - 5}", last.Find("é")!.Location.ToString());
        Assert.InRange(reader.Decoded, 1, text.Length);
    }

    private static IEnumerable<string> Errors(string text)
    {
        var errors = new ConfigErrors();
        Documents.Node(text, errors, "gateway.json");
        return errors.Items.Select(e => e.ToString());
    }
}
