using System.Net;
using GatewayKit.Benchmarks.Micro;
using GatewayKit.Benchmarks.Servers;
using GatewayKit.Hosting;
using GatewayKit.Plugins.Aggregate;
using GatewayKit.Plugins.GrpcJson;
using GatewayKit.Plugins.GrpcWeb;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace GatewayKit.Benchmarks.Calls;

/// <summary>The upstreams and the proxies.</summary>
internal static class CallServers
{
    /// <summary>Starts a gRPC service that answers each call with the same message, or a server of JSON.</summary>
    public static Task<WebApplication> StartUpstreamAsync(bool isGrpc) => LocalServer.StartAsync(
        _ => app => app.Run(isGrpc ? AnswerCallAsync : AnswerJsonAsync), isGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1);

    public static Task<WebApplication> StartProxyAsync(CallVariant variant, string upstream) => LocalServer.StartAsync(
        builder =>
        {
            if (variant.Plugins is null)
                return AddYarp(builder, variant, upstream);

            builder.AddGatewayKit()
                .AddPlugin<AggregatePlugin>().AddPlugin<GrpcJsonPlugin>().AddPlugin<GrpcWebPlugin>()
                .AddConfig(MicroGateway.Bind(YamlOf(variant, upstream)));
            return app => app.MapGatewayKit();
        },
        variant.Kind == CallKind.Grpc ? HttpProtocols.Http2 : HttpProtocols.Http1);

    private static string YamlOf(CallVariant variant, string upstream)
    {
        var request = variant.IsGrpc ? "httpRequest: { version: '2', versionPolicy: RequestVersionExact }, " : "";
        return variant.Kind == CallKind.Composed
            ? $$"""
                routes:
                  composed: { match: { path: /composed }, plugins: {{variant.Plugins?.ReplaceLineEndings(" ")}} }
                  parts: { clusterId: up, match: { path: "/parts/{name}" } }
                clusters: { up: { destinations: { one: { address: "{{upstream}}" } } } }
                """
            : $$"""
                routes: { calls: { clusterId: up, match: { path: "/{**rest}" }, plugins: {{variant.Plugins}} } }
                clusters: { up: { {{request}}destinations: { one: { address: "{{upstream}}" } } } }
                """;
    }

    private static Action<WebApplication> AddYarp(WebApplicationBuilder builder, CallVariant variant, string upstream)
    {
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "calls", ClusterId = "up", Match = new RouteMatch { Path = "/{**rest}" } }],
            [
                new ClusterConfig
                {
                    ClusterId = "up",
                    Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = upstream } },
                    HttpRequest = !variant.IsGrpc ? null : new ForwarderRequestConfig
                    {
                        Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                    },
                },
            ]);
        return app => app.MapReverseProxy();
    }

    private static async Task AnswerCallAsync(HttpContext http)
    {
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted).ConfigureAwait(false);
        http.Response.ContentType = "application/grpc";
        await http.Response.Body.WriteAsync(OrderMessage.Frame, http.RequestAborted).ConfigureAwait(false);
        http.Response.AppendTrailer("grpc-status", "0");
    }

    private static async Task AnswerJsonAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = OrderMessage.Json.Length;
        await http.Response.Body.WriteAsync(OrderMessage.Json, http.RequestAborted).ConfigureAwait(false);
    }
}
