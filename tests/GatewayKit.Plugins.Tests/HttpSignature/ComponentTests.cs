using System.Text;
using GatewayKit.Plugins.HttpSignature;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.Tests.HttpSignature;

/// <summary>The values of components (RFC 9421, section 2), with the examples of the RFC.</summary>
public sealed class ComponentTests
{
    [Theory]
    [InlineData("\"@method\"", "POST")]
    [InlineData("\"@target-uri\"", "https://www.example.com/path?param=value")]
    [InlineData("\"@authority\"", "www.example.com")]
    [InlineData("\"@scheme\"", "https")]
    [InlineData("\"@request-target\"", "/path?param=value")]
    [InlineData("\"@path\"", "/path")]
    [InlineData("\"@query\"", "?param=value")]
    [InlineData("\"host\"", "www.example.com")]
    [InlineData("\"x-ows-header\"", "Leading and trailing whitespace.")]
    [InlineData("\"cache-control\"", "max-age=60, must-revalidate")]
    [InlineData("\"x-empty-header\"", "")]
    [InlineData("\"example-dict\"", "a=1,    b=2;x=1;y=2,   c=(a   b    c), d")]
    [InlineData("\"example-dict\";key=\"a\"", "1")]
    [InlineData("\"example-dict\";key=\"d\"", "?1")]
    [InlineData("\"example-dict\";key=\"b\"", "2;x=1;y=2")]
    [InlineData("\"example-dict\";key=\"c\"", "(a b c)")]
    [InlineData("\"example-header\";bs", ":dmFsdWUsIHdpdGgsIGxvdHM=:, :b2YsIGNvbW1hcw==:")]
    [InlineData("\"example-header\"", "value, with, lots, of, commas")]
    [InlineData("\"latin\";bs", ":w6k=:")]
    [InlineData("\"priority\";sf", "u=1, i")]
    [InlineData("\"sec-ch-ua\";sf", "\"Chromium\";v=\"1\", \"A\"")]
    [InlineData("\"sec-fetch-user\";sf", "?1")]
    [InlineData("\"signature\";key=\"a\"", ":AAAA:;x")]
    public void A_component_has_the_value_of_the_request(string component, string value)
        => Assert.Equal($"{component}: {value}", Line(component, "/path?param=value"));

    [Theory]
    [InlineData("/parameters?var=this%20is%20a%20big%0Amultiline%20value", "var", "this%20is%20a%20big%0Amultiline%20value")]
    [InlineData("/parameters?bar=with+plus+whitespace", "bar", "with%20plus%20whitespace")]
    [InlineData("/parameters?fa%C3%A7ade%22%3A%20=something", "fa%C3%A7ade%22%3A%20", "something")]
    [InlineData("/path?param=value&foo=bar&baz=batman&qux=", "baz", "batman")]
    [InlineData("/path?param=value&foo=bar&baz=batman&qux=", "qux", "")]
    [InlineData("/path?&&a&b=x=y", "a", "")]
    [InlineData("/path?&&a&b=x=y", "b", "x%3Dy")]
    [InlineData("/path?%61=%7e%2A%zz", "a", "%7E*%25zz")]
    [InlineData("/path?=1", "", "1")]
    public void A_query_parameter_has_one_spelling(string target, string name, string value)
        => Assert.Equal($"\"@query-param\";name=\"{name}\": {value}", Line($"\"@query-param\";name=\"{name}\"", target));

    [Theory]
    [InlineData("/path?a=1&a=2", "a")]
    [InlineData("/path?a=1&%61=1", "a")]
    [InlineData("/path?a=%ff", "a")]
    [InlineData("/path?A=1", "a")]
    [InlineData("/path?a=1", "%61")]
    [InlineData("/path", "a")]
    [InlineData("/path?", "a")]
    public void A_query_parameter_that_is_not_there_once_has_no_value(string target, string name)
        => Assert.Null(Line($"\"@query-param\";name=\"{name}\"", target));

    [Theory]
    [InlineData("/", "/", "?", "https://www.example.com/")]
    [InlineData("/a%2Fb/%7e", "/a%2Fb/%7e", "?", "https://www.example.com/a%2Fb/%7e")]
    [InlineData("/a?", "/a", "?", "https://www.example.com/a?")]
    [InlineData("/a?b?c=/d", "/a", "?b?c=/d", "https://www.example.com/a?b?c=/d")]
    [InlineData("http://other", "/", "?", "https://www.example.com/")]
    [InlineData("http://other?a", "/", "?a", "https://www.example.com/?a")]
    [InlineData("http://other/a?b", "/a", "?b", "https://www.example.com/a?b")]
    public void The_target_is_taken_as_it_was_sent(string target, string path, string query, string uri)
        => Assert.Equal(
            ($"\"@path\": {path}", $"\"@query\": {query}", $"\"@target-uri\": {uri}", $"\"@request-target\": {target}"),
            (Line("\"@path\"", target), Line("\"@query\"", target), Line("\"@target-uri\"", target), Line("\"@request-target\"", target)));

    [Theory]
    [InlineData("http", "Example.COM:80", "example.com")]
    [InlineData("http", "example.com:443", "example.com:443")]
    [InlineData("https", "example.com:443", "example.com")]
    [InlineData("https", "[::1]:8443", "[::1]:8443")]
    [InlineData("https", "[::443]", "[::443]")]
    [InlineData("http", "example.com:", "example.com")]
    [InlineData("http", "example.com:8080", "example.com:8080")]
    public void An_authority_is_normalized(string scheme, string host, string authority)
        => Assert.Equal($"\"@authority\": {authority}", Line("\"@authority\"", "/", scheme, host));

    [Theory]
    [InlineData("\"x-missing\"")]
    [InlineData("\"x-missing\";key=\"a\"")]
    [InlineData("\"example-dict\";key=\"e\"")]
    [InlineData("\"x-ows-header\";key=\"a\"")]
    [InlineData("\"x-ows-header\";sf")]
    [InlineData("\"example-dict\";sf")]
    [InlineData("\"content-digest\";sf")]
    [InlineData("\"latin\"")]
    [InlineData("\"raw\";bs")]
    [InlineData("\"broken\"")]
    [InlineData("\"long\"")]
    public void A_component_without_a_value_has_no_base(string component) => Assert.Null(Line(component, "/"));

    [Theory]
    [InlineData("\"@status\"")]
    [InlineData("\"@signature-params\"")]
    [InlineData("\"@unknown\"")]
    [InlineData("\"@Method\"")]
    [InlineData("\"@method\";req")]
    [InlineData("\"@method\";key=\"a\"")]
    [InlineData("\"@method\";sf")]
    [InlineData("\"@path\";name=\"a\"")]
    [InlineData("\"@query-param\"")]
    [InlineData("\"@query-param\";name=a")]
    [InlineData("\"@query-param\";name=\"a\";sf")]
    [InlineData("\"date\";req")]
    [InlineData("\"date\";tr")]
    [InlineData("\"date\";unknown")]
    [InlineData("\"date\";name=\"a\"")]
    [InlineData("\"date\";sf=?0")]
    [InlineData("\"date\";bs=1")]
    [InlineData("\"date\";key")]
    [InlineData("\"date\";bs;sf")]
    [InlineData("\"date\";bs;key=\"a\"")]
    [InlineData("\"Date\"")]
    [InlineData("\"da te\"")]
    [InlineData("\"\"")]
    [InlineData("date")]
    [InlineData("1")]
    [InlineData("(\"date\")")]
    [InlineData("\"date\" \"date\"")]
    [InlineData("\"date\" \"x\" \"date\"")]
    [InlineData("\"x\";key=\"a\";sf \"x\";sf;key=\"a\"")]
    public void A_component_that_a_request_can_not_have_is_refused(string components)
    {
        var headers = new HeaderDictionary
        {
            ["Signature-Input"] = $"a=({components});created=1;keyid=\"k\"",
            ["Signature"] = "a=:AAAA:",
        };

        Assert.NotEqual(SignatureFault.None, new SignatureReader(null).Read(headers, out var signature));
        Assert.Null(signature);
    }

    [Fact]
    public void More_than_32_components_are_refused()
    {
        SignatureFault Read(int count) => new SignatureReader(null).Read(
            new HeaderDictionary
            {
                ["Signature-Input"] = $"a=({string.Join(' ', Enumerable.Range(0, count).Select(i => $"\"x{i}\""))});created=1;keyid=\"k\"",
                ["Signature"] = "a=:AAAA:",
            },
            out _);

        Assert.Equal((SignatureFault.None, SignatureFault.Components, SignatureFault.Malformed), (Read(32), Read(33), Read(65)));
    }

    private static string? Line(string component, string target, string scheme = "https", string host = "www.example.com")
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Scheme, request.Host) = ("POST", scheme, new HostString(host));
        request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget = target;
        request.Headers["X-OWS-Header"] = "  Leading and trailing whitespace. ";
        request.Headers.CacheControl = new(["max-age=60", "   must-revalidate"]);
        request.Headers["X-Empty-Header"] = "";
        request.Headers["Example-Dict"] = " a=1,    b=2;x=1;y=2,   c=(a   b    c), d";
        request.Headers["Example-Header"] = new(["value, with, lots", "of, commas"]);
        request.Headers["Latin"] = "é";
        request.Headers["Raw"] = "\uDBFF\uDEE9";
        request.Headers["Broken"] = "a\n\"@method\": GET";
        request.Headers["Long"] = new string('a', 70_000);
        request.Headers["Priority"] = "u=1,i=?1";
        request.Headers["Sec-CH-UA"] = "\"Chromium\"; v=\"1\" ,\"A\"";
        request.Headers["Sec-Fetch-User"] = "?1";
        request.Headers["Signature"] = "a=:AAAA:;x";
        request.Headers["Content-Digest"] = "sha-256=:x";
        Assert.True(Component.TryParse(component, out var parsed));
        var created = SignatureBase.TryCreate(request, [parsed], new SfMember(Array.Empty<SfMember>(), []), out var text);
        return created ? Encoding.ASCII.GetString(text!).Replace("\n\"@signature-params\": ()", "", StringComparison.Ordinal) : null;
    }
}
