using System.Text;
using GatewayKit.OpenApi.Content;

namespace GatewayKit.OpenApi.Validation;

public sealed class MultipartBodyTests
{
    private const string ContentType = "multipart/form-data; boundary=\"b 1\"";

    private static readonly OpenApiMediaType s_pet = Api.Media("multipart/form-data", """
        {"type":"object","required":["name"],"properties":{"name":{"type":"string"},"age":{"type":"integer"},"photo":{"type":"string","format":"binary","maxLength":3},
         "owner":{"type":"object","properties":{"id":{"type":"integer"}}},"tags":{"type":"array","items":{"type":"string"}}}}
        """);

    [Fact]
    public void Texts_and_data_are_read()
    {
        var reading = Read(Part("name", "Rex") + Part("age", "3") + Part("owner", """{"id":1}""", "Content-Type: application/json\r\n")
            + Part("tags", "a") + Part("tags", "b"));

        Assert.Empty(reading.Violations);
        Assert.Equal("""{"name":"Rex","age":3,"owner":{"id":1},"tags":["a","b"]}""", reading.Body?.GetRawText());
    }

    [Fact]
    public void An_object_without_media_type_is_JSON()
        => Assert.Equal("""{"name":"","owner":{"id":1}}""", Read(Part("name", "") + Part("owner", """{"id":1}""")).Body?.GetRawText());

    [Fact]
    public void One_part_is_an_array_of_one()
        => Assert.Equal("""{"name":"x","tags":["a"]}""", Read(Part("name", "x") + Part("tags", "a")).Body?.GetRawText());

    [Theory]
    [InlineData("\u00ff\u00fe\u0000", true)]
    [InlineData("\u00ff\u00fe\u0000\u0001", false)]
    public void A_file_has_as_many_characters_as_bytes(string content, bool valid)
        => Assert.Equal(valid,
            Read(Part("name", "x") + Part("photo", content, "Content-Type: image/png\r\n", "; filename=\"a.png\"")).IsValid);

    [Fact]
    public void A_preamble_an_epilogue_and_padding_mean_nothing()
        => Assert.True(ReadRaw($"hello\r\n--b 1 \t\r\n{Part("name", "x")["--b 1\r\n".Length..]}--b 1--\r\nbye").IsValid);

    [Theory]
    [InlineData("")]
    [InlineData("--b 1")]
    [InlineData("--b 1--")]
    [InlineData("--b 1\r\n\r\nx\r\n--b 1--")]
    [InlineData("--b 1\r\nContent-Disposition: form-data; name=a\r\n\r\nx")]
    [InlineData("--b 1\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b 1--")]
    [InlineData("--b 1\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--b 1--")]
    [InlineData("--b 1\nContent-Disposition: form-data; name=a\n\nx\n--b 1--")]
    [InlineData("--b 1\r\nno header\r\n\r\nx\r\n--b 1--")]
    [InlineData("--b 12\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b 1--")]
    public void What_is_malformed_is_a_violation(string body) => Assert.False(ReadRaw(body).IsValid);

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=\"\"")]
    public void A_boundary_is_needed(string contentType) => Assert.True(Api.ReadBody(s_pet, "x", contentType).IsUnsupportedMediaType);

    [Fact]
    public void A_body_has_at_most_a_thousand_parts()
        => Assert.Equal("syntax", Assert.Single(Read(string.Concat(Enumerable.Repeat(Part("name", ""), 1001))).Violations).Code);

    [Theory]
    [InlineData("image/png, image/jpeg", "image/png", null)]
    [InlineData("image/*", "image/png", null)]
    [InlineData("image/*", "text/html", "contentType")]
    public void A_part_has_a_media_type_that_is_declared(string declared, string actual, string? code)
    {
        var pet = s_pet with { Encoding = new Dictionary<string, OpenApiEncoding> { ["photo"] = new() { ContentType = declared } } };
        var body = Part("name", "x") + Part("photo", "x", $"Content-Type: {actual}\r\n");

        Assert.Equal(code, Api.ReadBody(pet, Encoding.Latin1.GetBytes(body + "--b 1--"), ContentType).Violations.SingleOrDefault()?.Code);
    }

    [Fact]
    public void Headers_of_a_part_are_checked()
    {
        var header = Api.Parameter(
            ParameterLocation.Header, ParameterStyle.Simple, explode: false, """{"type":"integer"}""", "X-Width") with
        {
            Required = true,
        };
        var pet = s_pet with { Encoding = new Dictionary<string, OpenApiEncoding> { ["photo"] = new() { Headers = [header] } } };

        Assert.Equal(("X-Width", "/photo", "required"), Told(Part("photo", "x")));
        Assert.Equal(("X-Width", "/photo", "type"), Told(Part("photo", "x", "x-width: wide\r\n")));

        (string, string, string) Told(string part)
        {
            var violation = Assert.Single(
                Api.ReadBody(pet, Encoding.Latin1.GetBytes(Part("name", "x") + part + "--b 1--"), ContentType).Violations);
            return (violation.Name, violation.JsonPointer, violation.Code);
        }
    }

    [Fact]
    public void A_field_that_may_stand_only_once_does()
        => Assert.Equal("/name", Assert.Single(Read(Part("name", "a") + Part("name", "b")).Violations).JsonPointer);

    private static RequestReading Read(string parts) => ReadRaw(parts + "--b 1--\r\n");

    private static RequestReading ReadRaw(string body) => Api.ReadBody(s_pet, Encoding.Latin1.GetBytes(body), ContentType);

    private static string Part(string name, string content, string headers = "", string parameters = "")
        => $"--b 1\r\nContent-Disposition: form-data; name=\"{name}\"{parameters}\r\n{headers}\r\n{content}\r\n";
}
