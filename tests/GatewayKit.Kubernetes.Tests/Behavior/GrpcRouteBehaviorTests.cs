using System.Net;
using System.Net.Http.Headers;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Kubernetes.Tests.Translation;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Kubernetes.Tests.Behavior;

/// <summary>The effects of GRPCRoutes for clients and backends.</summary>
public sealed class GrpcRouteBehaviorTests
{
    [Fact]
    public async Task A_call_reaches_the_backend_of_its_method_by_HTTP2()
    {
        await using var one = await EchoServer.StartAsync("one", HttpProtocols.Http2);
        await using var all = await EchoServer.StartAsync("all", HttpProtocols.Http2);
        await using var gateway = await StartAsync(
            new RouteScene().ServiceAt("one", one.Port).ServiceAt("all", all.Port),
            Rule("all", new GrpcRouteMatch { Method = new() { Service = "shop.Orders" } }),
            Rule("one", new GrpcRouteMatch { Method = new() { Service = "shop.Orders", Method = "Get" } }),
            Rule("missing", new GrpcRouteMatch { Method = new() { Method = "Lose" } }));

        Assert.Equal("one", await BodyAsync(gateway, "/shop.Orders/Get"));
        Assert.Equal("all", await BodyAsync(gateway, "/shop.Orders/List"));

        // The characters of a service decide before those of a method.
        Assert.Equal("all", await BodyAsync(gateway, "/shop.Orders/Lose"));
        Assert.All(one.Requests, request => Assert.Equal("HTTP/2", request.Protocol));
    }

    [Fact]
    public async Task A_backend_that_is_invalid_is_unavailable()
    {
        await using var gateway = await StartAsync(new RouteScene().Service("empty"), Rule("missing"), Rule("empty", new GrpcRouteMatch
        {
            Method = new() { Service = "shop.Empty" },
        }));

        foreach (var target in new[] { "/shop.Orders/Get", "/shop.Empty/Get" })
        {
            using var response = await CallAsync(gateway, target);
            Assert.Equal((200, "14"), ((int)response.StatusCode, response.Headers.GetValues("grpc-status").Single()));
        }
    }

    private static GrpcRouteRule Rule(string service, params GrpcRouteMatch[] matches)
        => new() { Matches = [.. matches], BackendRefs = [RouteScene.To(service)] };

    private static Task<RouteGateway> StartAsync(RouteScene scene, params GrpcRouteRule[] rules)
        => RouteGateway.StartAsync(
            scene.Translate(new GrpcRoute { Metadata = RouteScene.Metadata("calls"), Spec = new GrpcRouteSpec { Rules = [.. rules] } }),
            HttpProtocols.Http2);

    private static async Task<string> BodyAsync(RouteGateway gateway, string target)
    {
        using var response = await CallAsync(gateway, target);
        return await response.Content.ReadAsStringAsync();
    }

    private static Task<HttpResponseMessage> CallAsync(RouteGateway gateway, string target)
    {
        var content = new ByteArrayContent(new byte[5]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        return gateway.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Address, target))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        });
    }
}
