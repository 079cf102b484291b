using AngleSharp.Dom;
using GatewayKit.Portal.Tests.Support;

namespace GatewayKit.Portal.Tests.Pages;

[Collection(SharedPortal.Name)]
public sealed class SafetyTests(PortalFixture fixture)
{
    public static TheoryData<string> Addresses =>
    [
        "/dev", "/dev?q=alert", "/dev?q=%3Cscript%3Ealert(1)%3C/script%3E", "/dev?tag=%22%3E%3Cscript%3E",
        "/dev/apis/hostile", "/dev/apis/hostile/v1", "/dev/guides/start",
    ];

    [Theory, MemberData(nameof(Addresses))]
    public async Task No_text_becomes_markup(string path) => AssertHarmless(await fixture.Portal.ReadAsync(path));

    [Fact]
    public async Task No_text_of_an_operation_becomes_markup()
    {
        var version = await fixture.Portal.ReadAsync("/dev/apis/hostile/v1");
        var page = await fixture.Portal.ReadAsync(version.QuerySelector(".operations a")!.GetAttribute("href")!);

        AssertHarmless(page);
        Assert.Contains("onerror=alert(1)", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev")]
    [InlineData("/dev/apis/none")]
    [InlineData("/dev/apis/orders/v2/openapi.json")]
    [InlineData("/dev/assets/none.js")]
    public async Task Every_response_has_the_headers_that_protect_a_reader(string path)
    {
        using var response = await fixture.Portal.GetAsync(path);

        Assert.Equal(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
                + "frame-ancestors 'none'; base-uri 'none'",
            response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("strict-origin-when-cross-origin", response.Headers.GetValues("Referrer-Policy").Single());
    }

    private static void AssertHarmless(IDocument page)
    {
        var elements = page.All.ToList();
        Assert.All(page.Scripts, script => Assert.StartsWith("/dev/assets/", script.GetAttribute("src"), StringComparison.Ordinal));
        Assert.All(page.Scripts, script => Assert.Empty(script.TextContent));
        Assert.Empty(page.QuerySelectorAll("style, iframe, object, embed, base, [style]"));
        Assert.Empty(page.QuerySelectorAll("main img"));
        Assert.DoesNotContain(
            elements.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
        Assert.All(page.QuerySelectorAll("[href]"), link => Assert.DoesNotContain(
            "javascript:", link.GetAttribute("href"), StringComparison.OrdinalIgnoreCase));
    }
}
