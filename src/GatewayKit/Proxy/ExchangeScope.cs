using System.Collections;
using System.Diagnostics;
using GatewayKit.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy;

/// <summary>
/// The logging scope of an exchange: every line has the trace id that a problem document shows, the route, the cluster and the
/// destination. The values are read when a line is written.
/// </summary>
internal sealed class ExchangeScope : IReadOnlyList<KeyValuePair<string, object?>>, IDisposable
{
    public const string TraceId = "TraceId";
    public const string Route = "Route";
    public const string Cluster = "Cluster";
    public const string Destination = "Destination";

    private readonly Activity? _activity = Activity.Current;
    private readonly RouteInfo _route;
    private HttpContext? _http;
    private string? _cluster;
    private string? _destination;
    private IDisposable? _scope;

    private ExchangeScope(HttpContext http, RouteInfo route) => (_http, _route) = (http, route);

    public int Count => 4;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new(TraceId, _activity?.Id ?? _http?.TraceIdentifier),
        1 => new(Route, _route.Id),
        2 => new(Cluster, ClusterOf(_http)),
        3 => new(Destination, DestinationOf(_http)),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    /// <summary>Begins the scope, unless nothing logs: it would cost each exchange three allocations and a new execution context.</summary>
    /// <returns>The scope; null if there is none.</returns>
    public static ExchangeScope? Begin(ILogger logger, HttpContext http, RouteInfo route)
    {
        // The level that no filter removes by accident. ASP.NET Core's own scope of a request has the same condition.
        if (!logger.IsEnabled(LogLevel.Critical))
            return null;

        var scope = new ExchangeScope(http, route);
        scope._scope = logger.BeginScope(scope);
        return scope;
    }

    /// <summary>Releases the request: work that continues after the exchange may still log in the scope.</summary>
    public void Dispose()
    {
        (_cluster, _destination) = (ClusterOf(_http), DestinationOf(_http));
        _http = null;
        _scope?.Dispose();
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    public override string ToString()
        => string.Join(' ', this.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}:{pair.Value}"));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string? ClusterOf(HttpContext? http) => http is null ? _cluster : http.Features.Get<Exchange>()?.ClusterId ?? _route.ClusterId;

    private string? DestinationOf(HttpContext? http)
        => http is null ? _destination : http.Features.Get<IReverseProxyFeature>()?.ProxiedDestination?.DestinationId;
}
