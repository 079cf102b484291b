using GatewayKit.Listening.Connections;
using GatewayKit.Listening.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GatewayKit.Listening.Server;

/// <summary>Opens the sockets of listeners when the server has started, and closes them when it stops accepting connections.</summary>
internal sealed class ListeningService(
    ListenerSockets sockets, InnerTransport transport, InnerEndPoints endPoints, ListeningTelemetry telemetry,
    IOptions<KestrelServerOptions> options, IServer server) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        transport.Unbound += sockets.Stop;
        endPoints.AddTo(options.Value);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        OuterAddresses.Show(server.Features);
        if (transport.IsBound)
            sockets.Start();
        else
            telemetry.NotServed();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        sockets.Stop();
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
