using System.Net;

namespace GatewayKit.Kubernetes.Tests.Importing;

/// <summary>The answers of an import are those of its Ingresses: paths, hosts, canaries and redirects.</summary>
public sealed class MixedImportTests(MixedCluster cluster) : IClassFixture<MixedCluster>
{
    [Theory]
    [InlineData("shop.example/x?a=b", "200", "/x?a=b inner.example /shop")]
    [InlineData("shop.example/", "302", "Location: http://shop.example/two")]
    [InlineData("alias.example/x", "200", "inner.example /shop")]
    [InlineData("alias.example/", "302", "Location: http://alias.example/two")]
    [InlineData("shop.example/two", "200", "two")]
    [InlineData("shop.example/two/", "200", "one")]
    [InlineData("shop.example/deep", "200", "two")]
    [InlineData("shop.example/deep/er", "200", "two")]
    [InlineData("shop.example/deeper", "200", "one")]
    [InlineData("shop.example/bucket", "503", "")]
    [InlineData("www.shop.example/a?b=c", "308", "Location: http://shop.example/a?b=c")]
    [InlineData("a.wild.example/x", "200", "two")]
    [InlineData("A.WILD.EXAMPLE/x", "200", "two")]
    [InlineData("b.a.wild.example/", "200", "rest")]
    [InlineData("wild.example/", "200", "rest")]
    [InlineData("shop.example/v2/orders", "200", "/api/orders/ ")]
    [InlineData("shop.example/V2/orders%20new?x=1", "200", "/api/orders%20new/?x=1 ")]
    [InlineData("plain.example/plain/more?x=1", "200", "/api/?x=1 ")]
    [InlineData("regex.example/items/12", "200", "one")]
    [InlineData("regex.example/ITEMS/12", "200", "one")]
    [InlineData("regex.example/items/x", "200", "two")]
    [InlineData("regex.example/other", "200", "rest")]
    [InlineData("unknown.example/", "200", "rest")]
    [InlineData("unknown.example/two/any/more", "200", "two")]
    [InlineData("same.example/", "200", "one")]
    [InlineData("all.example/", "200", "two")]
    [InlineData("moved.example/a?b=c", "301", "Location: https://new.example/a?b=c")]
    [InlineData("tls.example/only", "308", "Location: https://tls.example/only")]
    [InlineData("tls.example/other", "200", "rest")]
    [InlineData("https://tls.example/only", "200", "one")]
    [InlineData("https://tls.example/two/any", "200", "two")]
    [InlineData("https://tls.example/other", "200", "rest")]
    public async Task A_request_gets_the_same_answer(string url, string status, string part)
    {
        var answer = await cluster.Gateways.AskAsync("GET", url.Contains("://", StringComparison.Ordinal) ? url : "http://" + url);

        Assert.StartsWith(status + "\n", answer, StringComparison.Ordinal);
        Assert.Contains(part, answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Canary", "always", "two")]
    [InlineData("X-Canary", "never", "one")]
    [InlineData("X-Canary", "other", "one")]
    [InlineData("Cookie", "a=b; canary=always; c=d", "two")]
    [InlineData("Cookie", "canary=always", "two")]
    [InlineData("Cookie", "canary=always2", "one")]
    [InlineData("Cookie", "xcanary=always", "one")]
    [InlineData("Cookie", "a=b; canary=never", "one")]
    public async Task A_canary_gets_the_same_requests(string name, string value, string expected)
        => Assert.EndsWith(
            expected, await cluster.Gateways.AskAsync("GET", "http://canary.example/", null, (name, value)), StringComparison.Ordinal);

    [Fact]
    public async Task A_header_of_a_canary_decides_before_its_cookie()
        => Assert.EndsWith(
            "one",
            await cluster.Gateways.AskAsync(
                "GET", "http://canary.example/", null, ("X-Canary", "never"), ("Cookie", "canary=always")),
            StringComparison.Ordinal);

    [Fact]
    public async Task Responses_get_the_same_headers()
    {
        var answer = await cluster.Gateways.AskAsync("GET", "http://shop.example/x", null, ("Origin", "https://a.example"));

        Assert.Contains("Access-Control-Allow-Origin: https://a.example\n", answer, StringComparison.Ordinal);
        Assert.Contains("X-Frame-Options: DENY\nX-Version: 1\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_responses_of_Ingresses_name_the_gateway()
    {
        var ofIngress = await cluster.Gateways.Ingress.AskAsync("GET", "http://shop.example/x", HttpVersion.Version11);
        var ofRoute = await cluster.Gateways.Imported.AskAsync("GET", "http://shop.example/x", HttpVersion.Version11);

        Assert.Contains("\nServer: GatewayKit\n", ofIngress, StringComparison.Ordinal);
        Assert.DoesNotContain("\nServer:", ofRoute, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preflight_gets_the_same_answer()
        => Assert.StartsWith(
            "204\n",
            await cluster.Gateways.AskAsync(
                "OPTIONS", "http://shop.example/x", null, ("Origin", "https://a.example"), ("Access-Control-Request-Method", "PUT")),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_body_that_is_too_long_gets_the_same_answer()
        => Assert.StartsWith("413\n", await cluster.Gateways.AskAsync("POST", "http://shop.example/x"), StringComparison.Ordinal);

    [Fact]
    public void Everything_but_the_bucket_and_the_younger_Ingress_is_imported()
        => Assert.Equal(
            [
                "Ingress team/shop: The backend Bucket 'files' isn't supported; only Services are.",
                "Ingress team/younger: the Ingress 'team/zolder' is older and has the same path '/' of the host 'same.example'; it "
                    + "gets the requests.",
            ],
            cluster.Gateways.Import.Warnings);
}
