using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Portal.Trying.Connecting;

/// <summary>The server of the host, which also gives its app to the connections of the portal.</summary>
/// <param name="inner">The server. The host's container disposes it.</param>
/// <param name="gateway">The server for the portal.</param>
internal sealed class PortalServer(IServer inner, MemoryGateway gateway) : IServer
{
    public IFeatureCollection Features => inner.Features;

    public async Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        await inner.StartAsync(application, cancellationToken).ConfigureAwait(false);
        gateway.Open(application);
    }

    public Task StopAsync(CancellationToken cancellationToken)
        => Task.WhenAll(gateway.StopAsync(cancellationToken), inner.StopAsync(cancellationToken));

    public void Dispose()
    {
    }
}
