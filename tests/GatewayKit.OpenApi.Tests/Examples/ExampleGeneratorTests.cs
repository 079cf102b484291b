namespace GatewayKit.OpenApi.Examples;

public sealed class ExampleGeneratorTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "\"string\"")]
    [InlineData("""{"type":"integer"}""", "0")]
    [InlineData("""{"type":"boolean"}""", "true")]
    [InlineData("""{"type":"string","example":"cat"}""", "\"cat\"")]
    [InlineData("""{"type":"object","properties":{"id":{"type":"integer"},"tags":{"type":"array","items":{"type":"string"}}}}""", """{"id":0,"tags":["string"]}""")]
    public void A_value_is_plain(string schema, string value) => Assert.Equal(value, Api.Example(schema));
}
