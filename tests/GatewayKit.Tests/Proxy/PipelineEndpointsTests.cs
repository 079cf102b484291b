using GatewayKit.Edge;
using GatewayKit.Proxy;
using GatewayKit.Proxy.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Tests.Proxy;

public sealed class PipelineEndpointsTests
{
    [Theory]
    [InlineData(true, 503)]
    [InlineData(false, 299)]
    public async Task A_route_of_the_gateway_is_never_forwarded_without_its_pipeline_and_others_are_left_alone(bool isGateways, int status)
    {
        var config = new RouteConfig { RouteId = "lost", Match = new RouteMatch { Path = "/" } };
        var model = new RouteModel(isGateways ? ProxyRoutes.Mark(config, revision: 7) : config, null, HttpTransformer.Empty);
        var endpoint = new RouteEndpointBuilder(Forward, RoutePatternFactory.Parse("/"), order: 0) { Metadata = { model } };

        new PipelineEndpoints(new RouteIndex(), patterns: null!, timeouts: null!, handler: null!, new StrictSettings()).Apply(endpoint);
        var http = new DefaultHttpContext();
        await endpoint.Build().RequestDelegate!(http);

        Assert.Equal(status, http.Response.StatusCode);
    }

    private sealed class StrictSettings : IEdgeSettingsProvider
    {
        public EdgeSettings Current => EdgeSettings.Strict;
    }

    private static Task Forward(HttpContext http)
    {
        http.Response.StatusCode = 299;
        return Task.CompletedTask;
    }
}
