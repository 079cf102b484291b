using GatewayKit.Portal.Tests.Support;

namespace GatewayKit.Portal.Tests.Pages;

[Collection(SharedPortal.Name)]
public sealed class ChangesTests(PortalFixture fixture)
{
    [Fact]
    public async Task Breaking_changes_are_told_apart()
    {
        var page = await fixture.Portal.ReadAsync("/dev/apis/orders/v2/changes");

        Assert.Equal("Changes of Orders v2 since v1", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["Breaking changes", "Compatible changes"], page.QuerySelectorAll("h2").Select(heading => heading.TextContent));
        var breaking = page.QuerySelector("dl")!;
        Assert.Equal(["All operations", "GET /orders"], breaking.QuerySelectorAll("dt").Select(operation => operation.TextContent));
        Assert.Contains("The base path /v1 is removed.", breaking.TextContent, StringComparison.Ordinal);
        Assert.Contains("The type array is now possible.", breaking.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_leads_to_its_changes_and_the_first_one_has_none()
    {
        var page = await fixture.Portal.ReadAsync("/dev/apis/orders/v2");
        using var first = await fixture.Portal.GetAsync("/dev/apis/orders/v1/changes");

        Assert.NotNull(page.QuerySelector("a[href='/dev/apis/orders/v2/changes']"));
        Assert.Equal(404, (int)first.StatusCode);
    }
}
