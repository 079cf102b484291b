using System.Text;
using GatewayKit.Bodies;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.Tests.Transforms;

public class BodyChangesTests
{
    private const string Order =
        """{"b":12345678901234567890.10,"a":"\u00e4/\/","items":[{"n":1,"x":null},{"n":2,"p":1e400}],"u":{"id":7}}""";

    [Theory]
    [InlineData("/b", "/items/0/n", """{"a":"\u00e4/\/","items":[{"x":null},{"n":2,"p":1e400}],"u":{"id":7}}""")]
    [InlineData("$..n", "/a", """{"b":12345678901234567890.10,"items":[{"x":null},{"p":1e400}],"u":{"id":7}}""")]
    [InlineData("$.items[?@.n > 1]", "$.u.*", """{"b":12345678901234567890.10,"a":"\u00e4/\/","items":[{"n":1,"x":null}],"u":{}}""")]
    [InlineData("$['items', 'items'][0, 0]", "$..none",
        """{"b":12345678901234567890.10,"a":"\u00e4/\/","items":[{"n":2,"p":1e400}],"u":{"id":7}}""")]
    public void Values_are_removed(string first, string second, string expected)
        => Assert.Equal(expected, Change(Order, remove: [first, second]));

    [Theory]
    [InlineData("""{"a":1,"b":2,"c":3}""", "/a", "c", """{"c":1,"b":2}""")]
    [InlineData("""{"i":[{"a":1},{"b":2},{"a":3}]}""", "$.i[*].a", "ä\"", """{"i":[{"ä\"":1},{"b":2},{"ä\"":3}]}""")]
    [InlineData("""{"a":{"b":{"c":1}},"x":{"y":2}}""", "/a/b/c", "/x/y", """{"a":{"b":{}},"x":{"y":1}}""")]
    [InlineData("""{"a":{"b":1}}""", "/a/b", "/c/d/e", """{"a":{},"c":{"d":{"e":1}}}""")]
    [InlineData("""{"a":{"b":1}}""", "/a/b", "/a", """{"a":1}""")]
    [InlineData("""{"a":1,"t":[2]}""", "/a", "/t/-", """{"t":[2,1]}""")]
    [InlineData("""{"a":1,"t":5}""", "/a", "/t/x", null)]
    [InlineData("""[1,2]""", "/0", "x", null)]
    public void Members_are_renamed_and_moved(string body, string path, string name, string? expected)
        => Assert.Equal(expected ?? body, Change(body, rename: (path, name)));

    [Theory]
    [InlineData("""{"a":[1,2]}""", "$.a[*]", """{"a":[{"z":[true]},{"z":[true]}]}""")]
    [InlineData("""{"a":[1,2]}""", "", """{"z":[true]}""")]
    [InlineData("""5""", "$", """{"z":[true]}""")]
    [InlineData("""{"a":1}""", "/b", """{"a":1}""")]
    [InlineData("""{"a":{"a":1}}""", "$..a", """{"a":{"z":[true]}}""")]
    public void Values_are_replaced_where_they_are(string body, string path, string expected)
        => Assert.Equal(expected, Change(body, replace: (path, Value)));

    [Theory]
    [InlineData("""{"a":1}""", "/a", """{"a":1}""")]
    [InlineData("""{"a":null}""", "/a", """{"a":null}""")]
    [InlineData("""{}""", "/a/b", """{"a":{"b":{"z":[true]}}}""")]
    [InlineData("""{"a":[1]}""", "/a/-", """{"a":[1,{"z":[true]}]}""")]
    [InlineData("""{"a":[1]}""", "/a/1", """{"a":[1]}""")]
    [InlineData("""{"i":[{},{"p":0},3]}""", "$.i[*].p", """{"i":[{"p":{"z":[true]}},{"p":0},3]}""")]
    [InlineData("""7""", "/a", "7")]
    public void Values_are_added_where_they_are_absent(string body, string path, string expected)
        => Assert.Equal(expected, Change(body, add: (path, Value)));

    [Theory]
    [InlineData("""{"t":[1]}""", "/t", """{"t":[1,{"z":[true]}]}""")]
    [InlineData("""{"t":{"a":1}}""", "/t", """{"t":[{"a":1},{"z":[true]}]}""")]
    [InlineData("""{"t":null}""", "/t", """{"t":[{"z":[true]}]}""")]
    [InlineData("""{}""", "/t", """{"t":[{"z":[true]}]}""")]
    [InlineData("""{"a":[{"t":[]},{}]}""", "$.a[*].t", """{"a":[{"t":[{"z":[true]}]},{"t":[{"z":[true]}]}]}""")]
    [InlineData("""{"a":{"t":1}}""", "$..t", """{"a":{"t":[1,{"z":[true]}]}}""")]
    [InlineData("""[]""", "$", """[{"z":[true]}]""")]
    public void Values_are_appended_to_arrays(string body, string path, string expected)
        => Assert.Equal(expected, Change(body, append: (path, Value)));

    [Fact]
    public void A_large_object_is_changed_in_linear_time()
    {
        var body = $"{{{string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"{i}\":0"))},\"z\":1}}";

        Assert.Equal("""{"z":1}""", Change(body, remove: ["$[?@ == 0]"]));
    }

    [Fact]
    public void A_value_that_is_copied_too_often_is_refused()
        => Assert.Throws<ConversionException>(() => Change(
            $"[{string.Join(',', Enumerable.Repeat("0", 400_000))}]", replace: ("$[*]", (object?[])[1L, 2L, 3L])));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("{\"a\":{\"1\":1,\"2\":1,\"3\":1,\"4\":1,\"5\":1,\"6\":1,\"7\":1,\"8\":1,\"9\":1,\"3\":2}}")]
    [InlineData("[01]")]
    [InlineData("[NaN]")]
    [InlineData("[1,]")]
    [InlineData("[\"\\ud83d\"]")]
    [InlineData("{\"\\udc00\":1}")]
    public void A_text_that_parsers_could_read_differently_is_refused(string text)
        => Assert.Equal(
            ConversionFailure.Invalid,
            Assert.Throws<ConversionException>(() => JsonTreeText.Parse(Encoding.UTF8.GetBytes(text))).Kind);

    [Fact]
    public void Depth_and_encoding_are_checked()
    {
        var deepest = new string('[', 64) + new string(']', 64);
        Assert.Equal(deepest, Change(deepest));
        Assert.Throws<ConversionException>(() => Change($"[{deepest}]"));
        Assert.Throws<ConversionException>(() => Change(deepest, append: ("$..*", (object?[])[])));
        Assert.Throws<ConversionException>(() => JsonTreeText.Parse(new byte[] { (byte)'"', 0xC3, (byte)'"' }));
        Assert.Equal(JsonTree.Array().Items, JsonTreeText.Parse(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'[', (byte)']' }).Items);
    }

    [Theory]
    [InlineData("{{ body.name | slice: 0 }}")]
    [InlineData("x{{ body.name | slice: 0 }}")]
    public void A_template_that_cuts_a_character_in_half_is_refused(string template)
        => Assert.Throws<TemplateException>(() => Change("{\"name\":\"😀\"}", add: ("/first", template)));

    private static Dictionary<string, object?> Value => new() { ["z"] = (object?[])[true] };

    private static string Change(
        string body, string[]? remove = null, (string, string)? rename = null, (string, object?)? replace = null,
        (string, object?)? add = null, (string, object?)? append = null)
    {
        var changes = new BodyChanges(
            remove ?? [], Pairs(rename), Pairs(replace), Pairs(add), Pairs(append), TemplateVocabulary.Request, ByteSize.Megabytes(1));
        var tree = JsonTreeText.Parse(Encoding.UTF8.GetBytes(body));
        var isChanged = changes.Apply(tree, changes.Render(new(new FakeContext(), DateTimeOffset.UnixEpoch) { Body = tree }));
        var text = Encoding.UTF8.GetString(JsonTreeText.Write(tree, 1_000_000).Span);
        Assert.True(isChanged || text == body);
        return text;
    }

    private static IEnumerable<KeyValuePair<string, T>> Pairs<T>((string Key, T Value)? pair)
        => pair is { } value ? [KeyValuePair.Create(value.Key, value.Value)] : [];
}
