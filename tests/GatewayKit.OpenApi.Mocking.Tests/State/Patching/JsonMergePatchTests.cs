using System.Text.Json;
using System.Text.Json.Nodes;

namespace GatewayKit.OpenApi.Mocking.State.Patching;

public sealed class JsonMergePatchTests
{
    /// <summary>The cases of RFC 7396, appendix A, in its order.</summary>
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", "{}")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""["a","b"]""", """["c","d"]""", """["c","d"]""")]
    [InlineData("""{"a":"b"}""", """["c"]""", """["c"]""")]
    [InlineData("""{"a":"foo"}""", "null", "null")]
    [InlineData("""{"a":"foo"}""", "\"bar\"", "\"bar\"")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("[1,2]", """{"a":"b","c":null}""", """{"a":"b"}""")]
    [InlineData("{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void The_RFCs_cases_come_out_as_it_says(string original, string patch, string result)
        => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(result), JsonMergePatch.Apply(JsonNode.Parse(original), JsonNode.Parse(patch))));

    [Fact]
    public void A_number_stays_as_it_was_written()
    {
        Assert.True(JsonTree.TryRead(JsonElement.Parse("""{"a":1.50,"b":12345678901234567890123}"""), out var item));

        Assert.Equal("""{"a":1.50,"b":12345678901234567890123,"c":true}""",
            JsonTree.ToElement(JsonMergePatch.Apply(item, JsonNode.Parse("""{"c":true}"""))).GetRawText());
    }
}
