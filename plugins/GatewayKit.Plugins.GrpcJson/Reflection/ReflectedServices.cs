using System.Collections.Concurrent;
using GatewayKit.Plugins.GrpcJson.Descriptors;
using GatewayKit.Plugins.GrpcJson.Json;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.GrpcJson.Reflection;

/// <summary>The services of the upstreams, by their server reflection: read at the first request of a cluster.</summary>
internal sealed class ReflectedServices(
    GrpcJsonOptions options, JsonRules rules, IClusterSender clusters, TimeProvider time, ILogger<GrpcJsonPlugin> logger)
    : IServiceSource, IDisposable
{
    private readonly ConcurrentDictionary<string, ReflectedCluster> _clusters = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _ended = new();

    public ValueTask<ServiceMap?> GetAsync(GatewayContext context)
        => context.ClusterId is { } id
            ? _clusters.GetOrAdd(id, static (id, self) => self.Create(id), this).GetAsync(context)
            : new((ServiceMap?)null);

    public void Dispose()
    {
        // Only canceled: a running call may still use the token.
        _ended.Cancel();
    }

    private ReflectedCluster Create(string id)
        => new(new ReflectionClient(clusters, id), id, options, rules, time, logger, _ended.Token);
}
