using System.IO.Compression;
using GatewayKit.Portal.Assets;
using GatewayKit.Portal.Tests.Support;

namespace GatewayKit.Portal.Tests.Pages;

[Collection(SharedPortal.Name)]
public sealed class AssetTests(PortalFixture fixture)
{
    [Fact]
    public async Task Assets_are_kept_by_browsers_and_sent_compressed()
    {
        var page = await fixture.Portal.ReadAsync("/dev");
        var style = page.QuerySelectorAll("link[rel=stylesheet]")[^1].GetAttribute("href")!;

        using var response = await fixture.Portal.GetAsync(style, ("Accept-Encoding", "gzip, br;q=0.000"));

        Assert.Equal("public, max-age=31536000, immutable", response.Headers.CacheControl!.ToString());
        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
        using var text = new StreamReader(new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        Assert.Contains(".skip", await text.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_of_a_page_have_less_than_100_KB()
    {
        var page = await fixture.Portal.ReadAsync("/dev");

        var size = 0;
        foreach (var script in page.Scripts)
            size += (await fixture.Portal.TextAsync(script.GetAttribute("src")!)).Length;
        Assert.InRange(size, 1, 100_000);
    }

    [Theory]
    [InlineData("red", "it must be a color such as #1d4ed8")]
    [InlineData("#eeeeee", "its contrast with #f6f8fa is 1.1, and must be at least 4.5")]
    public void A_color_that_can_not_be_read_on_the_page_is_refused(string color, string problem)
    {
        var error = Assert.Throws<ArgumentException>(() => PortalAssets.Create(new PortalOptions { AccentColor = color }));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }
}
