using GatewayKit.OpenApi.Content;

namespace GatewayKit.OpenApi.Validation;

public sealed class FormBodyTests
{
    private const string Pet = """
        {"type":"object","required":["name"],"properties":{"name":{"type":"string"},"age":{"type":"integer"},"tags":{"type":"array","items":{"type":"string"}},
         "owner":{"type":"object","required":["id"],"properties":{"id":{"type":"integer"}}},"photo":{"type":"string","format":"byte"},"toys":{"type":"array","items":{"type":"object"}}}}
        """;

    private static readonly OpenApiMediaType s_form = Api.Media("application/x-www-form-urlencoded", Pet);

    [Theory]
    [InlineData("name=Rex+%26+Co&age=3", """{"name":"Rex & Co","age":3}""")]
    [InlineData("tags=a&tags=b&name=x", """{"name":"x","tags":["a","b"]}""")]
    [InlineData("name=x&tags=a", """{"name":"x","tags":["a"]}""")]
    [InlineData("name=x&tags[]=a&tags[]=b", """{"name":"x","tags":["a","b"]}""")]
    [InlineData("name=x&owner=%7B%22id%22%3A1%7D", """{"name":"x","owner":{"id":1}}""")]
    [InlineData("name=x&owner[id]=1", """{"name":"x","owner":{"id":1}}""")]
    [InlineData("name=x&toys=%7B%7D&toys=%7B%22a%22%3A1%7D", """{"name":"x","toys":[{},{"a":1}]}""")]
    [InlineData("name", """{"name":""}""")]
    [InlineData("name=x&more=1", """{"name":"x","more":"1"}""")]
    [InlineData("name=\u00e9", """{"name":"é"}""")]
    public void A_form_is_read(string body, string value)
    {
        var reading = Api.ReadBody(s_form, body);

        Assert.Empty(reading.Violations);
        Assert.Equal(value, reading.Body?.GetRawText());
    }

    [Theory]
    [InlineData("age=x", "required", "")]
    [InlineData("age=x&name=a", "type", "/age")]
    [InlineData("name=a&name=b", "type", "/name")]
    [InlineData("name=%zz", "syntax", "/name")]
    [InlineData("name=%ff", "syntax", "/name")]
    [InlineData("%zz=1", "syntax", "")]
    [InlineData("{\"name\":1}", "syntax", "")]
    [InlineData("name=a&owner=x", "syntax", "/owner")]
    [InlineData("name=a&photo=!", "format", "/photo")]
    public void What_is_wrong_with_a_form_is_told(string body, string code, string place)
        => Assert.Contains(Api.ReadBody(s_form, body).Violations,
            violation => (violation.Location, violation.Code, violation.JsonPointer) == (ViolationLocation.Body, code, place));

    [Theory]
    [InlineData(ParameterStyle.Form, false, "list=a,b", """{"list":["a","b"]}""")]
    [InlineData(ParameterStyle.SpaceDelimited, false, "list=a%20b", """{"list":["a","b"]}""")]
    [InlineData(ParameterStyle.PipeDelimited, false, "list=a|b", """{"list":["a","b"]}""")]
    [InlineData(ParameterStyle.Form, false, "object=R,100", """{"object":{"R":100}}""")]
    [InlineData(ParameterStyle.Form, true, "R=100", """{"object":{"R":100}}""")]
    [InlineData(ParameterStyle.DeepObject, true, "object[R]=100", """{"object":{"R":100}}""")]
    public void A_property_is_read_in_its_style(ParameterStyle style, bool explode, string body, string value)
    {
        var encoding = new OpenApiEncoding { Style = style, Explode = explode };
        var schema =
            """{"properties":{"list":{"type":"array","items":{"type":"string"}},"object":{"type":"object","properties":{"R":{"type":"integer"}}}}}""";
        var form = Api.Media("application/x-www-form-urlencoded", schema) with
        {
            Encoding = new Dictionary<string, OpenApiEncoding> { ["list"] = encoding, ["object"] = encoding },
        };

        Assert.Equal(value, Api.ReadBody(form, body).Body?.GetRawText());
    }

    [Theory]
    [InlineData(false, "name=a;b", "allowReserved")]
    [InlineData(false, "name=a%3Bb", null)]
    [InlineData(true, "name=a;b", null)]
    [InlineData(null, "name=a;b", null)]
    public void Reserved_characters_must_be_encoded_where_the_document_says_so(bool? allowed, string body, string? code)
    {
        var form = s_form with { Encoding = new Dictionary<string, OpenApiEncoding> { ["name"] = new() { AllowReserved = allowed } } };

        Assert.Equal(code, Api.ReadBody(form, body).Violations.SingleOrDefault()?.Code);
    }

    [Fact]
    public void A_form_has_at_most_a_thousand_fields()
        => Assert.Equal("syntax",
            Assert.Single(Api.ReadBody(s_form, string.Join('&', Enumerable.Range(0, 1001).Select(i => $"f{i}=1"))).Violations).Code);
}
