using System.Security.Claims;
using System.Text;
using System.Text.Json;
using GatewayKit.Expressions;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.Tests.Transforms;

public class TemplateTests
{
    private static readonly DateTimeOffset s_now = new(2026, 12, 2, 9, 30, 0, TimeSpan.FromHours(2));

    [Theory]
    [InlineData("{{ method }} {{ path }}", "PUT /orders/7")]
    [InlineData("{{ header['X-Tenant'] | upcase }}", "BLUE")]
    [InlineData("{{ header.x-tenant }}{{ header['X-None'] }}", "blue")]
    [InlineData("{{ query.q }}", "a b")]
    [InlineData("{{ cookie.sid }}", "1=2")]
    [InlineData("{{ route.id | prepend: 'no. ' }}", "no. 7")]
    [InlineData("{{ claim.sub | default: 'unknown' }}", "alice")]
    [InlineData("{{ claim.none | default: 'unknown' }}", "unknown")]
    [InlineData("{{ now }} {{ now | date: '%s' }}", "2026-12-02T07:30:00Z 1796196600")]
    [InlineData("{{ query.q | url_encode }}", "a+b")]
    [InlineData("{{ query.q | split: ' ' | last }}", "b")]
    [InlineData("{{ '{{' }}{{ 1 | plus: 2 }}", "{{3")]
    [InlineData("{{ header['X-Evil'] }}", "{{ claim.sub }}")]
    [InlineData("{{ header['X-Tenant'].Length }}", null)]
    [InlineData("{{ header['X-Twice'] }}", null)]
    [InlineData("{{ 1 | divided_by: 0 }}", null)]
    public void A_template_reads_values_of_the_exchange(string text, string? expected)
    {
        if (Template.Parse(text, TemplateVocabulary.Request, out _) is not { } template)
            Assert.Null(expected);
        else if (expected is null)
            AssertUnrendered(template, Exchange());
        else
            Assert.Equal(expected, template.Render(new(Exchange(), s_now)));
    }

    [Theory]
    [InlineData("""[{"n":1.50,"a":["ä",null]},2]""", 2)]
    [InlineData("""{"id":12345678901234567890}""", null)]
    [InlineData("7", null)]
    public void A_parsed_text_is_JSON_in_the_value_of_a_template(string text, int? count)
    {
        var vocabulary = TemplateVocabulary.With([KeyValuePair.Create("part", new DataName(null))]);
        var data = new Dictionary<string, TemplateValue> { ["part"] = TemplateValue.Of(text) };

        var value = Template.Parse("{{ part | parse_json }}", vocabulary, out _)!.Evaluate(new(Exchange(), s_now) { Data = data });

        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
            value.WriteTo(json);
        Assert.Equal((text, count), (Encoding.UTF8.GetString(output.ToArray()), value.Items?.Count));
    }

    [Theory]
    [InlineData("{{ a", "End of tag '}}' was expected at (1:5)")]
    [InlineData("{{ header['A'] | }}", "An identifier was expected after the '|' sign at (1:")]
    [InlineData("x {{ foo.bar }}", "'foo' isn't known. Names: ")]
    [InlineData("x {{ foo }}", " (at character 6)")]
    [InlineData("{{ header }}", "'header' needs the name of a value, as in {{ header['name'] }} (at character 4)")]
    [InlineData("{{ header['a b'] }}", "'header' needs the name of a value")]
    [InlineData("{{ header[query.q] }}", "'header' needs the name of a value")]
    [InlineData("{{ method.Length }}", "'method' doesn't have members (at character 4)")]
    [InlineData("{{ path | json }}", "the filter 'json' isn't known. Filters: ")]
    [InlineData("{{ now | date: query.q }}", "the format of 'date' must be a text in quotes")]
    [InlineData("{% for i in (1..100000000) %}x{% endfor %}", "Unknown tag 'for' at (1:")]
    [InlineData("{% assign x = path %}{{ x }}", "Unknown tag 'assign' at (1:")]
    [InlineData("{% include 'file' %}", "Unknown tag 'include' at (1:")]
    [InlineData("{{ (1..100000000) }}", "only names, texts, numbers and filters are supported")]
    [InlineData("{{ status }}", "'status' isn't known. Names: ")]
    [InlineData("{{ capture.id }}", "'capture' isn't known. Names: ")]
    public void A_template_that_is_not_valid_is_named_with_its_position(string text, string expected)
    {
        Assert.Null(Template.Parse(text, TemplateVocabulary.Request, out var problem));

        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem);
    }

    [Fact]
    public void A_long_template_is_refused()
        => Assert.Null(Template.Parse("{{ path }}" + new string('x', Template.MaximumLength), TemplateVocabulary.Request, out _));

    [Theory]
    [InlineData("{{ header['X-Long'] }}{{ header['X-Long'] }}")]
    [InlineData("{{ header['X-Long'] | replace: 'x', header['X-Long'] | size }}")]
    [InlineData("{{ header['X-Long'] | replace: '', header['X-Long'] | size }}")]
    public void A_text_that_is_too_long_is_not_rendered(string text)
    {
        var exchange = Exchange();
        exchange.Http.Request.Headers["X-Long"] = new string('x', 5_000);

        AssertUnrendered(Template.Parse(text, TemplateVocabulary.Request, out _)!, exchange);
    }

    [Theory]
    [InlineData("{{ header['X-Part'] }}", "a;b")]
    [InlineData("{{ header['X-Part'] }}", "a/b")]
    [InlineData("{{ header['X-Part'] }}", "%2e%2e")]
    public void A_value_does_not_change_the_structure_of_a_path(string text, string value)
    {
        var exchange = Exchange();
        exchange.Http.Request.Headers["X-Part"] = value;

        AssertUnrendered(Template.Parse(text, TemplateVocabulary.Path, out _)!, exchange);
    }

    [Theory]
    [InlineData("{{ route.id | url_decode }}")]
    [InlineData("{{ route.id | base64_decode }}")]
    public void A_filter_does_not_change_the_structure_of_a_path(string text)
    {
        Assert.Null(Template.Parse(text, TemplateVocabulary.Path, out var problem));

        Assert.Contains("can't be used in a path", problem, StringComparison.Ordinal);
    }

    private static void AssertUnrendered(Template template, FakeContext exchange)
        => Assert.True(Xunit.Record.Exception(() => template.Render(new(exchange, s_now))) is TemplateException or ExpressionException);

    private static FakeContext Exchange()
    {
        var exchange = new FakeContext("?q=a+b");
        exchange.Claim(new Claim("sub", "alice"));
        var request = exchange.Http.Request;
        request.Method = "PUT";
        request.Path = "/orders/7";
        request.RouteValues["id"] = "7";
        request.Headers["X-Tenant"] = "blue";
        request.Headers["X-Evil"] = "{{ claim.sub }}";
        request.Headers["X-Twice"] = new[] { "a", "b" };
        request.Headers.Cookie = "a=b; sid=1=2";
        return exchange;
    }
}
