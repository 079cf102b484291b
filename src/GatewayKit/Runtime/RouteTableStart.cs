using System.Diagnostics.CodeAnalysis;
using GatewayKit.Configuration;
using GatewayKit.Proxy.Routing;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Runtime;

/// <summary>Verifies the routes before the server starts, after the host has mapped its endpoints.</summary>
internal sealed class RouteTableStart(RouteTable table) : IHostedService
{
    /// <exception cref="GatewayConfigException">Routing can't be built.</exception>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "Any exception of routing rejects the configuration.")]
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            table.Prove();
        }
        catch (Exception error)
        {
            throw new GatewayConfigException(
                [new ConfigError("routes", $"they can't be matched: {error.GetBaseException().Message}", default)]);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
