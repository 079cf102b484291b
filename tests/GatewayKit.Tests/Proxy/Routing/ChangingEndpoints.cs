using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Tests.Proxy.Routing;

/// <summary>An endpoint of the host that changes.</summary>
internal sealed class ChangingEndpoints : EndpointDataSource, IDisposable
{
    private CancellationTokenSource _changed = new();
    private Endpoint[] _endpoints = [];

    public void Dispose() => _changed.Dispose();

    public override IReadOnlyList<Endpoint> Endpoints => _endpoints;

    public override IChangeToken GetChangeToken() => new CancellationChangeToken(_changed.Token);

    public void Change(string pattern)
    {
        _endpoints = [new RouteEndpoint(
            _ => Task.CompletedTask, RoutePatternFactory.Parse(pattern), 0, EndpointMetadataCollection.Empty, pattern)];
        var changed = _changed;
        _changed = new CancellationTokenSource();
        changed.Cancel();
    }
}
