using System.Text;
using GatewayKit.OpenApi.Reading.Files;

namespace GatewayKit.OpenApi.Reading;

public sealed class JsonTests
{
    [Theory]
    [InlineData("{\n  \"openapi\": 3.0.0\n}", 2, 17)]
    [InlineData("{\"openapi\":\"3.0.0\",}", 1, 20)]
    [InlineData("{\"é\": x}", 1, 7)]
    [InlineData("{", 1, 2)]
    [InlineData("{} {}", 1, 4)]
    [InlineData("{\n\"a\": 1 2}", 2, 8)]
    [InlineData("{\n\"a\": tru e}", 2, 9)]
    [InlineData("{\"a\": \"b \\\" }", 1, 14)]
    public void What_is_no_JSON_is_told_with_its_place(string text, int line, int column)
    {
        var error = Doc.Error(text, "api.json");

        Assert.Equal(("api.json", line, column), (error.File, error.Line, error.Column));
    }

    [Fact]
    public void Every_name_that_stands_twice_is_told_with_its_place()
    {
        var errors = Doc.Read("{\"openapi\":\"3.0.0\",\n\"x-a\":[{\"b/c\":1,\n \"b/c\":2}],\n\"openapi\":\"3.0.0\"}", "api.json").Errors;

        Assert.Equal([("/x-a/0/b~1c", 3, 2), ("/openapi", 4, 1)], errors.Select(error => (error.JsonPointer, error.Line, error.Column)));
    }

    [Theory]
    [InlineData(""" { "a" : [ 1 , -2.5 ,true , null ] , "b":{ } } """, """{"a":[1,-2.5,true,null],"b":{}}""")]
    [InlineData("{\t\"a b\"\r\n:\" c  \\\" : 1 \\\\\"  }", "{\"a b\":\" c  \\\" : 1 \\\\\"}")]
    public void Space_between_tokens_is_not_kept_and_space_in_strings_is(string text, string kept)
        => Assert.Equal(kept, JsonSource.Parse(Encoding.UTF8.GetBytes(text), new OpenApiReaderOptions(), (_, _) => { }).GetRawText());

    [Fact]
    public void JSON_that_only_YAML_allows_is_read_from_a_YAML_file()
        => Assert.Equal(OpenApiVersion.OpenApi30, Doc.Parse("{openapi: 3.0.0, paths: {}}").Version);

    [Fact]
    public void Half_a_surrogate_pair_is_an_error_and_not_an_exception()
        => Assert.Equal((2, 6),
            Doc.Error("{\"openapi\":\"3.0.0\",\n\"a\": \"\\ud800\"}", "api.json") is var error ? (error.Line, error.Column) : default);

    [Fact]
    public void A_byte_order_mark_is_passed_over()
        => Assert.True(OpenApiDocument.Parse((byte[])[.. Encoding.UTF8.Preamble, .. "{\"openapi\":\"3.0.0\"}"u8], "api.json").Succeeded);

    [Fact]
    public void Text_in_another_encoding_is_refused()
        => Assert.Contains("UTF-8",
            Assert.Single(OpenApiDocument.Parse(
                Encoding.Unicode.GetBytes("{\"openapi\":\"é\"}") is var bytes ? (byte[])[.. bytes, 0xFF] : [], "api.json").Errors).Message,
                StringComparison.Ordinal);

    [Fact]
    public void What_is_nested_too_deeply_is_refused() => Assert.Single(Doc.Read($"{{\"a\":{new string('[', 100_000)}", "api.json").Errors);
}
