using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.Shared;

/// <summary>Ends gateways whose last access log lines a test needs.</summary>
internal static class GatewayEnd
{
    /// <summary>Ends a gateway after its requests: a client can have a response whose exchange isn't complete yet.</summary>
    public static async Task EndAsync(this GatewayTestHost host)
    {
        await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await host.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
    }
}
