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
    [InlineData("/orders/{id:int}", null, "", "/orders/{orderId}", "/orders/{orderId}")]
    [InlineData(null, null, "/v1", "/orders", "/v1/orders")]
    [InlineData("/orders", null, "", "/users", null)]
    [InlineData("/orders/{id}", null, "", "/orders", null)]
    [InlineData("/orders", null, "", "/{kind}", null)]
    [InlineData("/orders/{**rest}", null, "", "/users", null)]
    [InlineData("/orders/{**rest}", null, "/v1", "/admin/reset", null)]
    [InlineData("/shop/{**rest}", "PathRemovePrefix=/other", "", "/orders", null)]
    [InlineData("{**all}", "PathPrefix=/api", "", "/apis/list", null)]
    [InlineData("{**all}", "PathPrefix=/api", "", "/api", "/")]
    [InlineData("/shop/{**rest}", "PathPattern=/api/{**rest}", "", "/apiary/x", null)]
    [InlineData("/v{n}/orders", null, "", "/internal/orders", null)]
    [InlineData("/v{n}/orders", null, "", "/v2/orders", "/v2/orders")]
    [InlineData("/v{n}/orders", null, "", "/v{version}/orders", "/v{version}/orders")]
    [InlineData("/files/{name}.json", null, "", "/files/{id}", null)]
    [InlineData("/orders/{id:int}", null, "", "/orders/me", null)]
    [InlineData("/orders/{id:int}", null, "", "/orders/7", "/orders/7")]
    [InlineData("/{kind:regex(^(a|b)$)}/x", null, "", "/b/x", "/b/x")]
    [InlineData("/{kind:regex(^(a|b)$)}/x", null, "", "/c/x", null)]
    public void The_path_at_the_gateway_follows_from_the_route(
        string? pattern, string? transform, string basePath, string path, string? served)
    {
        IReadOnlyDictionary<string, string>[] transforms = transform?.Split('=') is [var key, var value]
            ? [new Dictionary<string, string> { [key] = value }]
            : [];

        Assert.Equal(served, new RoutePath(pattern, transforms).Of(basePath, path));
    }

    [Theory]
    [InlineData("/mock/{**rest}", "", "/pets", "/mock/pets")]
    [InlineData("/mock/{**rest}", "/v1", "/mock/pets", "/mock/pets")]
    [InlineData("/pets/{id}", "", "/users", null)]
    public void A_route_whose_plugin_answers_from_the_document_serves_it_below_its_prefix(
        string pattern, string basePath, string path, string? served)
        => Assert.Equal(served, new RoutePath(pattern, [], hasOrigin: true).Of(basePath, path));
}
