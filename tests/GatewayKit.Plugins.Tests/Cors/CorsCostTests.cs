using GatewayKit.Plugins.Cors;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Plugins.Tests.Cors;

public sealed class CorsCostTests
{
    [Theory]
    [InlineData("https://app.example", "https://app.example")]
    [InlineData("https://stranger.example", null)]
    [InlineData(null, null)]
    public void A_request_that_is_not_a_preflight_allocates_nothing(string? origin, string? allowed)
    {
        var plugin = new CorsPlugin(
            new CorsOptions { Origins = ["https://app.example", "https://*.app.example"], ExposedHeaders = ["X-A"], Credentials = true });
        var context = new FakeContext();
        if (origin is not null)
            context.Http.Request.Headers.Origin = origin;
        Call(plugin, context);
        Assert.Equal(allowed, context.Http.Response.Headers.AccessControlAllowOrigin);

        Assert.Equal(0, AllocatedBytes.Of(() => Call(plugin, context)));
    }

    private static void Call(CorsPlugin plugin, FakeContext context)
    {
        Assert.Null(plugin.OnRequestAsync(context).Now().Response);
        Assert.Null(plugin.OnResponseAsync(context).Now().Response);
    }
}
