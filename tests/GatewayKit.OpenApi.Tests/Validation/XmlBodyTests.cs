using System.Text;
using GatewayKit.OpenApi.Content;

namespace GatewayKit.OpenApi.Validation;

public sealed class XmlBodyTests
{
    /// <summary>The figures of OpenAPI 3.1, section 4.8.26.2, each within an object; and what there is of attributes,
    /// text and namespaces.</summary>
    public static TheoryData<string, string, string> Figures => new()
    {
        { """{"type":"string"}""", "<animals>x</animals>", "\"x\"" },
        { """{"type":"array","items":{"type":"string"}}""", "<animals>a</animals><animals>b</animals>", """["a","b"]""" },
        { """{"type":"array","items":{"type":"string","xml":{"name":"animal"}}}""", "<animal>a</animal>", """["a"]""" },
        { """{"type":"array","items":{"type":"string","xml":{"name":"animal"}},"xml":{"name":"aliens"}}""",
            "<animal>a</animal>",
            """["a"]""" },
        { """{"type":"array","items":{"type":"integer"},"xml":{"wrapped":true}}""",
            "<animals><animals>1</animals><animals>2</animals></animals>",
            "[1,2]" },
        { """{"type":"array","items":{"type":"string","xml":{"name":"animal"}},"xml":{"wrapped":true}}""",
            "<animals><animal>a</animal></animals>",
            """["a"]""" },
        { """{"type":"array","items":{"type":"string","xml":{"name":"animal"}},"xml":{"name":"aliens","wrapped":true}}""",
            "<aliens><animal>a</animal></aliens>",
            """["a"]""" },
        { """{"type":"array","items":{"type":"string"},"xml":{"name":"aliens","wrapped":true}}""",
            "<aliens><aliens>a</aliens></aliens>",
            """["a"]""" },
        { """{"type":"object","properties":{"id":{"type":"integer","xml":{"attribute":true}},"name":{"type":"string"}}}""",
            """<animals id="1"><name>x</name></animals>""",
            """{"id":1,"name":"x"}""" },
        { """{"type":"object","properties":{"id":{"type":"integer","xml":{"attribute":true}},"value":{"type":"boolean","xml":{"nodeType":"text"}}}}""",
            """<animals id="1">true</animals>""",
            """{"id":1,"value":true}""" },
        { """{"type":"object","properties":{"id":{"type":"integer"}},"xml":{"namespace":"http://example.com/a","prefix":"a"}}""",
            """<a:animals xmlns:a="http://example.com/a"><id>1</id></a:animals>""",
            """{"id":1}""" },
        { """{"type":"object","properties":{"id":{"type":"integer"}},"xml":{"namespace":"http://example.com/a"}}""",
            """<animals xmlns="http://example.com/a"><id>1</id></animals>""",
            """{"id":1}""" },
        { """{"type":["string","null"]}""",
            """<animals xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"></animals>""",
            "null" },
        { """{"type":"object","additionalProperties":{"type":"integer"}}""",
            "<animals><a>1</a><_x0031_>2</_x0031_></animals>",
            """{"a":1,"1":2}""" },
        { """{"type":"array","items":{"type":"array","items":{"type":"integer"},"xml":{"wrapped":true}}}""",
            "<animals><animals>1</animals></animals><animals></animals>",
            "[[1],[]]" },
    };

    [Theory]
    [MemberData(nameof(Figures))]
    public void XML_is_read_as_the_schema_says(string schema, string xml, string value)
    {
        var reading = Api.ReadBody(Zoo(schema), $"<?xml version=\"1.0\"?><!-- a --><xml>{xml}</xml>");

        Assert.Empty(reading.Violations);
        Assert.Equal($$"""{"animals":{{value}}}""", reading.Body?.GetRawText());
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public void XML_is_written_as_the_schema_says(string schema, string xml, string value)
    {
        Assert.True(ContentWriter.TryWrite(Api.Json($$"""{"animals":{{value}}}"""), Zoo(schema), out var body));
        Assert.Equal($"<xml>{xml}</xml>", Encoding.UTF8.GetString(body.Span));
    }

    [Theory]
    [InlineData("<a>", "syntax", "")]
    [InlineData("x", "syntax", "")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "syntax", "")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/hostname\"><a/>", "syntax", "")]
    [InlineData("<?xml version='1.0' encoding='nonsense'?><a/>", "syntax", "")]
    [InlineData("<a><animals>x</animals></a>", "type", "/animals")]
    [InlineData("<a><animals>1</animals><animals>2</animals></a>", "type", "/animals")]
    [InlineData("<a><animals><b/></animals></a>", "type", "/animals")]
    [InlineData("<a/>", "required", "")]
    [InlineData("<a><animals>1</animals><more/></a>", "additionalProperties", "/more")]
    public void What_is_wrong_with_XML_is_told(string xml, string code, string place)
    {
        var zoo = Api.Media("application/xml",
            """{"type":"object","required":["animals"],"additionalProperties":false,"properties":{"animals":{"type":"integer"}}}""");

        Assert.Contains(Api.ReadBody(zoo, xml).Violations, violation => (violation.Code, violation.JsonPointer) == (code, place));
    }

    [Fact]
    public void A_root_that_has_a_name_must_have_it()
    {
        var pet = Api.Media("application/vnd.pet+xml", """{"type":"object","xml":{"name":"pet"}}""");

        Assert.True(Api.ReadBody(pet, "<pet/>").IsValid);
        Assert.False(Api.ReadBody(pet, "<dog/>").IsValid);
    }

    [Fact]
    public void What_is_nested_deeper_than_64_levels_is_a_violation()
    {
        var any = Api.Media("text/xml", "true");

        Assert.True(Api.ReadBody(any, string.Concat(Enumerable.Repeat("<a>", 60)) + string.Concat(Enumerable.Repeat("</a>", 60))).IsValid);
        Assert.Equal("syntax", Assert.Single(Api.ReadBody(any, string.Concat(Enumerable.Repeat("<a>", 50_000))).Violations).Code);
    }

    [Fact]
    public void An_array_at_the_root_has_an_element_of_its_own()
    {
        var pets = Api.Media(
            "application/xml", """{"type":"array","items":{"type":"integer","xml":{"name":"pet"}},"xml":{"name":"pets"}}""");

        Assert.True(ContentWriter.TryWrite(Api.Json("[1,2]"), pets, out var body));
        Assert.Equal("<pets><pet>1</pet><pet>2</pet></pets>", Encoding.UTF8.GetString(body.Span));
        Assert.Equal("[1,2]", Api.ReadBody(pets, body.ToArray()).Body?.GetRawText());
    }

    [Theory]
    [InlineData("\"<abc>1</abc>\"", "<abc>1</abc>")]
    [InlineData("\"a < b\"", "<xml>a &lt; b</xml>")]
    [InlineData("\"\\u0000\"", null)]
    [InlineData("\"\\ud800\"", null)]
    public void What_XML_can_not_say_is_not_written(string value, string? xml)
    {
        Assert.Equal(xml is not null, ContentWriter.TryWrite(Api.Json(value), Api.Media("application/xml"), out var body));
        Assert.Equal(xml ?? "", Encoding.UTF8.GetString(body.Span));
    }

    private static OpenApiMediaType Zoo(string schema)
        => Api.Media("application/xml", $$"""{"type":"object","properties":{"animals":{{schema}} } }""");
}
