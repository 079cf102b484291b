using System.Text;

namespace GatewayKit.OpenApi.Content;

public sealed class ContentWriterTests
{
    [Theory]
    [InlineData("application/json", """{ "a": "é<" }""", """{"a":"é<"}""")]
    [InlineData("application/vnd.pet+json", "[1]", "[1]")]
    [InlineData("*/*", "[1]", "[1]")]
    [InlineData("application/json", "\"\\ud800\"", null)]
    [InlineData("text/plain", "\"pong\"", "pong")]
    [InlineData("text/plain", "1.50", "1.50")]
    [InlineData("text/html", "null", "")]
    [InlineData("text/plain", "{}", null)]
    [InlineData("text/csv", "[]", null)]
    [InlineData("image/png", "\"raw\"", "raw")]
    [InlineData("image/png", "{}", null)]
    [InlineData("nonsense", "1", null)]
    [InlineData("application/x-www-form-urlencoded", """{"a b":"c&d","list":[1,2],"object":{"x":1},"none":null}""",
        "a%20b=c%26d&list=1&list=2&object=%7B%22x%22%3A1%7D&none=")]
    [InlineData("application/x-www-form-urlencoded", "[]", null)]
    public void A_body_is_written_in_its_media_type(string mediaType, string value, string? body)
    {
        Assert.Equal(body is not null, ContentWriter.TryWrite(Api.Json(value), Api.Media(mediaType), out var written));
        Assert.Equal(body ?? "", Encoding.UTF8.GetString(written.Span));
    }

    [Theory]
    [InlineData(ParameterStyle.Form, false, "[1,\"a,b\"]", "p=1,a%2Cb")]
    [InlineData(ParameterStyle.PipeDelimited, false, "[1,2]", "p=1%7C2")]
    [InlineData(ParameterStyle.Form, false, """{"R":1}""", "p=R,1")]
    [InlineData(ParameterStyle.Form, true, """{"R":1}""", "R=1")]
    [InlineData(ParameterStyle.DeepObject, true, """{"R":1}""", "p%5BR%5D=1")]
    public void A_property_of_a_form_is_written_in_its_style(ParameterStyle style, bool explode, string value, string body)
    {
        var form = Api.Media("application/x-www-form-urlencoded") with
        {
            Encoding = new Dictionary<string, OpenApiEncoding> { ["p"] = new() { Style = style, Explode = explode } },
        };

        Assert.True(ContentWriter.TryWrite(Api.Json($$"""{"p":{{value}}}"""), form, out var written));
        Assert.Equal(body, Encoding.UTF8.GetString(written.Span));
    }

    [Fact]
    public void A_body_is_written_as_negotiated()
    {
        Assert.True(ContentWriter.TryWrite(Api.Json("\"a\""), new NegotiatedContent(Api.Media("*/*"), "text/plain"), out var body));
        Assert.Equal("a", Encoding.UTF8.GetString(body.Span));
    }

    [Theory]
    [InlineData("\"a b\"", false, "a b")]
    [InlineData("[\"blue\",\"black\"]", false, "blue,black")]
    [InlineData("""{"R":100,"G":200}""", false, "R,100,G,200")]
    [InlineData("""{"R":100,"G":200}""", true, "R=100,G=200")]
    [InlineData("[[1]]", false, null)]
    [InlineData("\"a\\r\\nSet-Cookie: b\"", false, null)]
    [InlineData("\"\\u00e9\"", false, null)]
    public void A_header_is_written_in_the_style_simple(string value, bool explode, string? text)
    {
        Assert.Equal(text is not null, ContentWriter.TryWriteHeader(
            Api.Json(value), Api.Parameter(ParameterLocation.Header, ParameterStyle.Simple, explode, "{}"), out var written));
        Assert.Equal(text ?? "", written);
    }

    [Fact]
    public void A_header_with_a_media_type_is_JSON()
    {
        var header = Api.Parameter(ParameterLocation.Header, ParameterStyle.Simple, explode: false, "{}") with
        {
            Content = Api.Media("application/json"),
        };

        Assert.True(ContentWriter.TryWriteHeader(Api.Json("""{ "a": "\u00e9" }"""), header, out var written));
        Assert.Equal("""{"a":"\u00E9"}""", written);
    }
}
