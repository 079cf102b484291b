using GatewayKit.Hosting;
using GatewayKit.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace GatewayKit.OpenTelemetry.Tests;

/// <summary>A gateway that exports, with these variables.</summary>
internal static class ExportHost
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task<GatewayTestHost> StartAsync(
        Action<GatewayKitBuilder> use, Action<GatewayTestSetup>? more = null, params (string Name, string Value)[] variables)
        => GatewayTestHost.StartAsync(setup =>
        {
            setup
                .WithPlugin<FailingPlugin>()
                .WithPlugin<RejectingPlugin>()
                .WithConfiguration("""
                    routes:
                      orders: { clusterId: orders, match: { path: "/orders/{**rest}" } }
                      rejected: { clusterId: orders, match: { path: /rejected }, plugins: [ { name: rejecting } ] }
                      failing: { clusterId: orders, match: { path: /failing }, plugins: [ { name: failing } ] }
                      broken: { clusterId: broken, match: { path: /broken } }
                    clusters:
                      orders: { destinations: { one: { address: "{upstream}" } } }
                      broken: { destinations: { one: { address: "http://127.0.0.1:1" } } }
                    """)
                .WithGateway(gateway =>
                {
                    gateway.Host.Configuration.AddInMemoryCollection(
                        variables.Select(variable => KeyValuePair.Create(variable.Name, (string?)variable.Value)));
                    use(gateway);
                });
            more?.Invoke(setup);
        }).WaitAsync(Patience);

    public static async Task SendAsync(GatewayTestHost gateway, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("body") };
        request.Headers.Add("Authorization", "Bearer planted-secret");
        using var response = await gateway.Client.SendAsync(request).WaitAsync(Patience);
        await response.Content.ReadAsByteArrayAsync().WaitAsync(Patience);
    }

    /// <summary>Exports all that is measured, without waiting for an interval.</summary>
    public static void Flush(GatewayTestHost gateway)
    {
        gateway.Services.GetService<TracerProvider>()?.ForceFlush(30_000);
        gateway.Services.GetService<MeterProvider>()?.ForceFlush(30_000);
        gateway.Services.GetService<LoggerProvider>()?.ForceFlush(30_000);
    }
}
