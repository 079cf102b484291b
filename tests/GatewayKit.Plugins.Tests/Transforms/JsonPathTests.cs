using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using GatewayKit.Bodies;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.Tests.Transforms;

public class JsonPathTests
{
    private static readonly Regex s_function = new("\\b(length|count|match|search|value)\\s*\\(", RegexOptions.NonBacktracking);

    [Fact]
    public void The_compliance_suite_passes_except_functions_which_are_refused()
    {
        using var suite = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "jsonpath-cts.json")));
        var cases = suite.RootElement.GetProperty("tests").EnumerateArray().ToArray();

        var failures = cases.Where(item => !Passes(item)).Select(item => item.GetProperty("selector").GetString()).ToArray();

        Assert.True(cases.Length > 700);
        Assert.Empty(failures);
    }

    [Theory]
    [InlineData("", "$")]
    [InlineData("/foo", "$.foo")]
    [InlineData("/foo/0", "$.foo[0]")]
    [InlineData("/", "$['']")]
    [InlineData("/a~1b", "$['a/b']")]
    [InlineData("/c%d", "$['c%d']")]
    [InlineData("/m~0n", "$['m~n']")]
    [InlineData("/~01", "$['~1']")]
    [InlineData("/foo/01", "$.none")]
    [InlineData("/foo/-", "$.none")]
    [InlineData("/foo/0/x", "$.none")]
    public void A_pointer_selects_the_same_as_a_path(string text, string path)
    {
        var tree = Parse("""{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"m~n":8,"~1":9}""");

        Assert.Equal(Select(path, tree), Select(text, tree));
    }

    [Theory]
    [InlineData("a", "a path begins with '$', and a pointer with '/' (at character 1)")]
    [InlineData("/a~", "a '~' of a pointer must be written as '~0', and a '/' in a name as '~1'")]
    [InlineData("/a~2", "a '~' of a pointer must be written as '~0', and a '/' in a name as '~1'")]
    [InlineData("$.a b", "'.' or '[' is expected (at character 4)")]
    [InlineData("$.1", "a name is expected; write others as ['name'] (at character 3)")]
    [InlineData("$[01]", "an integer without leading zeros is expected (at character 5)")]
    [InlineData("$['a", "a text isn't closed (at character 5)")]
    [InlineData("$[?length(@.a) > 1]", "functions aren't supported (at character 10)")]
    [InlineData("$[?@.* == 1]", "a path in a comparison must select one value, without '*', ranges, '..' and filters (at character 10)")]
    public void A_path_that_is_not_valid_is_named_with_its_position(string text, string expected)
    {
        Assert.Null(JsonPath.Parse(text, out var problem));

        Assert.Equal(expected, problem);
    }

    [Theory]
    [InlineData(33, "[?(", "@.a", ")]")]
    [InlineData(40, "[?@", "", "]")]
    [InlineData(1001, "", "$.a", "a")]
    public void A_path_has_limits(int count, string open, string middle, string close)
        => Assert.Null(JsonPath.Parse(
            $"$[?{string.Concat(Enumerable.Repeat(open, count))}{middle}{string.Concat(Enumerable.Repeat(close, count))}]", out _));

    [Theory]
    [InlineData("$..*..*..*..*")]
    [InlineData("$[?$..x]")]
    [InlineData("$[?$[0] == @ && $[1] == @ && $[2] == @ && $[3] == @ && $[4] == @ && $[5] == @ && $[6] == @ && $[7] == @]")]
    public void The_work_for_a_body_is_limited(string path)
    {
        var tree = Parse($"[{string.Join(',', Enumerable.Repeat("[[[[[[0]]]]]]", 70_000))}]");

        var error = Assert.Throws<ConversionException>(() => JsonPath.Parse(path, out _)!.Select(new JsonPathRun(tree, 1_000_000)));

        Assert.Equal(ConversionFailure.TooLarge, error.Kind);
    }

    [Theory]
    [InlineData("12345678901234567890", "12345678901234567891", false)]
    [InlineData("1e2", "100", true)]
    [InlineData("1.10", "1.1", true)]
    [InlineData("0.1234567890123456789012345678901", "0.1234567890123456789012345678901", true)]
    [InlineData("\"\\u00e4\"", "\"ä\"", true)]
    [InlineData("{\"a\":1,\"b\":[null]}", "{\"b\":[null],\"a\":1.0}", true)]
    public void Values_are_compared_by_their_meaning(string left, string right, bool expected)
        => Assert.Equal(expected ? "[true]" : "[]", Select("$[?$.l == $.r]", Parse($$"""{"l":{{left}},"r":{{right}},"x":true}""")) is "[]"
            ? "[]"
            : "[true]");

    private static bool Passes(JsonElement item)
    {
        var selector = item.GetProperty("selector").GetString()!;
        var path = JsonPath.Parse(selector, out var problem);
        if (item.TryGetProperty("invalid_selector", out _))
            return path is null;
        if (s_function.IsMatch(selector))
            return path is null && problem.StartsWith("functions aren't supported", StringComparison.Ordinal);

        var actual = path is null ? null : Select(selector, Parse(item.GetProperty("document").GetRawText()));
        return item.TryGetProperty("result", out var result)
            ? actual == Compact(result)
            : item.GetProperty("results").EnumerateArray().Any(other => actual == Compact(other));
    }

    private static string Select(string path, JsonTree tree)
    {
        var array = JsonTree.Array();
        array.Items!.AddRange(JsonPath.Parse(path, out _)!.Select(new JsonPathRun(tree, 1_000_000)).Select(match => match.Value.Copy()));
        return Encoding.UTF8.GetString(JsonTreeText.Write(array, 1_000_000).Span);
    }

    private static string Compact(JsonElement element)
        => Encoding.UTF8.GetString(JsonTreeText.Write(Parse(element.GetRawText()), 1_000_000).Span);

    private static JsonTree Parse(string text) => JsonTreeText.Parse(Encoding.UTF8.GetBytes(text));
}
