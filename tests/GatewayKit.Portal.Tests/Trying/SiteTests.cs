using System.Text.RegularExpressions;
using GatewayKit.Portal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Portal.Tests.Trying;

public sealed partial class SiteTests
{
    [Fact]
    public async Task A_portal_at_an_address_of_its_own_sends_requests_through_the_gateway()
    {
        await using var portal = await TryHost.StartAsync(setUp: setup => setup.WithGateway(
            gateway => gateway.UsePortalUrls("http://127.0.0.1:0")));
        var site = portal.Gateway.Logs.Lines.Select(line => Address().Match(line)).Single(match => match.Success).Groups[1].Value;

        var page = await new TryReader(portal).SendAsync(
            $"{site}/apis/orders/v1/operations/createOrder", ("body", new string('x', 1024 * 1024)));

        Assert.Equal("200 OK", TryReader.Status(page));
        Assert.Equal("1048576", portal.Gateway.Upstream.Request.Header("Content-Length"));
    }

    [GeneratedRegex("Pages of the host are served on (http://127[^ ]*[0-9])")]
    private static partial Regex Address();
}
