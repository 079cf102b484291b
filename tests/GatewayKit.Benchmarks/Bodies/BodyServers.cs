using GatewayKit.Benchmarks.Micro;
using GatewayKit.Benchmarks.Roles;
using GatewayKit.Benchmarks.Servers;
using GatewayKit.Hosting;
using GatewayKit.Plugins.Compress;
using GatewayKit.Plugins.FindReplace;
using GatewayKit.Plugins.RewriteLinks;

namespace GatewayKit.Benchmarks.Bodies;

/// <summary>The upstream and the proxies.</summary>
internal static class BodyServers
{
    public static Task<WebApplication> StartUpstreamAsync() => LocalServer.StartAsync(_ => app => app.Run(LongBody.SendAsync));

    public static Task<WebApplication> StartProxyAsync(BodyVariant variant, string upstream) => LocalServer.StartAsync(builder =>
    {
        if (variant.Plugins is null)
            return YarpRole.Add(builder, upstream, [("items", "/items", null)]);

        builder.AddGatewayKit()
            .AddPlugin<CompressPlugin>().AddPlugin<FindReplacePlugin>().AddPlugin<RewriteLinksPlugin>()
            .AddConfig(MicroGateway.Bind($$"""
                routes: { items: { clusterId: up, match: { path: /items }, plugins: {{variant.Plugins}} } }
                clusters: { up: { destinations: { one: { address: "{{upstream}}" } } } }
                """));
        return app => app.MapGatewayKit();
    });
}
