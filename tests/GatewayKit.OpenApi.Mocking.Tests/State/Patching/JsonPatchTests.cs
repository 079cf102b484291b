using System.Text.Json;
using System.Text.Json.Nodes;

namespace GatewayKit.OpenApi.Mocking.State.Patching;

public sealed class JsonPatchTests
{
    /// <summary>The cases of RFC 6902, appendix A, that succeed, in its order, and of section 4.</summary>
    [Theory]
    [InlineData("""{"foo":"bar"}""", """[{"op":"add","path":"/baz","value":"qux"}]""", """{"baz":"qux","foo":"bar"}""")]
    [InlineData("""{"foo":["bar","baz"]}""", """[{"op":"add","path":"/foo/1","value":"qux"}]""", """{"foo":["bar","qux","baz"]}""")]
    [InlineData("""{"baz":"qux","foo":"bar"}""", """[{"op":"remove","path":"/baz"}]""", """{"foo":"bar"}""")]
    [InlineData("""{"foo":["bar","qux","baz"]}""", """[{"op":"remove","path":"/foo/1"}]""", """{"foo":["bar","baz"]}""")]
    [InlineData("""{"baz":"qux","foo":"bar"}""", """[{"op":"replace","path":"/baz","value":"boo"}]""", """{"baz":"boo","foo":"bar"}""")]
    [InlineData("""{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}""",
        """[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]""", """{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}""")]
    [InlineData("""{"foo":["all","grass","cows","eat"]}""", """[{"op":"move","from":"/foo/1","path":"/foo/3"}]""",
        """{"foo":["all","cows","eat","grass"]}""")]
    [InlineData("""{"baz":"qux","foo":["a",2,"c"]}""",
        """[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]""", """{"baz":"qux","foo":["a",2,"c"]}""")]
    [InlineData("""{"foo":"bar"}""", """[{"op":"add","path":"/child","value":{"grandchild":{}}}]""",
        """{"foo":"bar","child":{"grandchild":{}}}""")]
    [InlineData("""{"foo":"bar"}""", """[{"op":"add","path":"/baz","value":"qux","xyz":123}]""", """{"foo":"bar","baz":"qux"}""")]
    [InlineData("""{"/":9,"~1":10}""", """[{"op":"test","path":"/~01","value":10}]""", """{"/":9,"~1":10}""")]
    [InlineData("""{"foo":["bar"]}""", """[{"op":"add","path":"/foo/-","value":["abc","def"]}]""", """{"foo":["bar",["abc","def"]]}""")]
    [InlineData("""{"a":{"b":1}}""", """[{"op":"copy","from":"/a","path":"/c"},{"op":"replace","path":"/a/b","value":2}]""",
        """{"a":{"b":2},"c":{"b":1}}""")]
    [InlineData("""{"a":1}""", """[{"op":"replace","path":"","value":{"b":2}}]""", """{"b":2}""")]
    [InlineData("""{"a":1.0}""", """[{"op":"test","path":"/a","value":1}]""", """{"a":1.0}""")]
    [InlineData("""{"a":{"x":1,"y":2}}""", """[{"op":"test","path":"/a","value":{"y":2,"x":1}}]""", """{"a":{"x":1,"y":2}}""")]
    [InlineData("""{"a":null}""", """[{"op":"test","path":"/a","value":null}]""", """{"a":null}""")]
    [InlineData("""{"a":1}""", """[{"op":"move","from":"/a","path":"/a"}]""", """{"a":1}""")]
    [InlineData("""{"":{"":1}}""", """[{"op":"replace","path":"//","value":2}]""", """{"":{"":2}}""")]
    public void A_patch_that_fits_is_applied(string original, string patch, string result)
    {
        var (failure, changed) = Apply(original, patch);

        Assert.Null(failure);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(result), changed));
    }

    [Theory]
    [InlineData("""[{"op":"test","path":"/baz","value":"bar"}]""", nameof(PatchFailureKind.TestFailed), "/0")]
    [InlineData("""[{"op":"test","path":"/foo","value":"10"}]""", nameof(PatchFailureKind.TestFailed), "/0")]
    [InlineData("""[{"op":"add","path":"/baz/bat","value":"qux"}]""", nameof(PatchFailureKind.Unfit), "/0")]
    [InlineData("""[{"op":"add","path":"/list/4","value":1}]""", nameof(PatchFailureKind.Unfit), "/0")]
    [InlineData("""[{"op":"add","path":"/list/01","value":1}]""", nameof(PatchFailureKind.Unfit), "/0")]
    [InlineData("""[{"op":"remove","path":"/list/-"}]""", nameof(PatchFailureKind.Unfit), "/0")]
    [InlineData("""[{"op":"remove","path":"/none"}]""", nameof(PatchFailureKind.Unfit), "/0")]
    [InlineData("""[{"op":"replace","path":"/none","value":1}]""", nameof(PatchFailureKind.Unfit), "/0")]
    [InlineData("""[{"op":"move","from":"/none","path":"/a"}]""", nameof(PatchFailureKind.Unfit), "/0")]
    [InlineData("""[{"op":"move","from":"/list","path":"/list/0"}]""", nameof(PatchFailureKind.Unfit), "/0")]
    [InlineData("""[{"op":"add","path":"/a","value":1},{"op":"spam","path":"/a"}]""", nameof(PatchFailureKind.Malformed), "/1")]
    [InlineData("""[{"op":"add","path":"/a"}]""", nameof(PatchFailureKind.Malformed), "/0")]
    [InlineData("""[{"op":"add","path":"a","value":1}]""", nameof(PatchFailureKind.Malformed), "/0")]
    [InlineData("""[{"op":"add","path":"/~2","value":1}]""", nameof(PatchFailureKind.Malformed), "/0")]
    [InlineData("""[{"op":"copy","path":"/a","value":1}]""", nameof(PatchFailureKind.Malformed), "/0")]
    [InlineData("""[1]""", nameof(PatchFailureKind.Malformed), "/0")]
    [InlineData("""{"op":"remove","path":"/foo"}""", nameof(PatchFailureKind.Malformed), "")]
    public void A_patch_that_does_not_fit_says_where_and_why(string patch, string kind, string place)
    {
        var failure = Apply("""{"foo":10,"list":[1,2,3]}""", patch).Failure;

        Assert.NotNull(failure);
        Assert.Equal((kind, place), (failure.Kind.ToString(), failure.Location));
    }

    [Fact]
    public void A_name_that_stands_twice_is_refused_as_the_RFC_shows_it()
        => Assert.False(JsonTree.TryRead(JsonElement.Parse("""[{"op":"add","path":"/baz","value":"qux","op":"remove"}]"""), out _));

    [Fact]
    public void Copies_of_copies_end_before_they_fill_the_memory()
    {
        var doubling = string.Join(',', Enumerable.Repeat("""{"op":"copy","from":"/a","path":"/a/-"}""", 60));

        Assert.Equal(PatchFailureKind.TooLarge, Apply("""{"a":["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]}""", $"[{doubling}]").Failure?.Kind);
    }

    [Fact]
    public void A_nesting_without_end_is_refused()
    {
        var deeper = string.Join(',', Enumerable.Repeat(
            """{"op":"move","from":"/a","path":"/b"},{"op":"add","path":"/a","value":{}},{"op":"move","from":"/b","path":"/a/c"}""", 60));

        Assert.Equal(PatchFailureKind.TooLarge, Apply("""{"a":{}}""", $"[{deeper}]").Failure?.Kind);
    }

    [Fact]
    public void More_operations_than_allowed_are_refused()
        => Assert.Equal(PatchFailureKind.TooLarge,
            Apply("{}", $"[{string.Join(',', Enumerable.Repeat("""{"op":"add","path":"/a","value":1}""", 1_001))}]").Failure?.Kind);

    private static (PatchFailure? Failure, JsonNode? Result) Apply(string original, string patch)
    {
        Assert.True(JsonTree.TryRead(JsonElement.Parse(original), out var target));
        Assert.True(JsonTree.TryRead(JsonElement.Parse(patch), out var operations));
        return (JsonPatch.Apply(target, operations, 10_000, out var result), result);
    }
}
