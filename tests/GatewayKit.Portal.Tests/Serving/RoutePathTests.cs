using GatewayKit.Portal.Serving;

namespace GatewayKit.Portal.Tests.Serving;

public sealed class RoutePathTests
{
    [Theory]
    [InlineData("/orders/{**rest}", null, "", "/orders/{id}", "/orders/{id}")]
    [InlineData("/v1/orders/{**rest}", null, "/v1", "/orders", "/v1/orders")]
    [InlineData("/shop/{**rest}", "PathRemovePrefix=/shop", "/v1", "/orders", "/shop/v1/orders")]
    [InlineData("/orders/{**rest}", "PathPrefix=/api", "/api", "/orders/{id}", "/orders/{id}")]
    [InlineData("/shop/{**rest}", "PathPattern=/api/v1/{**rest}", "/api/v1", "/orders", "/shop/orders")]
    [InlineData("/pets/{**rest}", null, "/v1", "/pets", "/pets")]
    [InlineData("/mock/{**rest}", null, "", "/pets", "/mock/pets")]
    [InlineData("/orders/{id:int}", null, "", "/orders/{orderId}", "/orders/{orderId}")]
    [InlineData(null, null, "/v1", "/orders", "/v1/orders")]
    [InlineData("/orders", null, "", "/users", null)]
    [InlineData("/orders/{id}", null, "", "/orders", null)]
    [InlineData("/orders", null, "", "/{kind}", null)]
    public void The_path_at_the_gateway_follows_from_the_route(
        string? pattern, string? transform, string basePath, string path, string? served)
    {
        IReadOnlyDictionary<string, string>[] transforms = transform?.Split('=') is [var key, var value]
            ? [new Dictionary<string, string> { [key] = value }]
            : [];

        Assert.Equal(served, new RoutePath(pattern, transforms).Of(basePath, path));
    }
}
