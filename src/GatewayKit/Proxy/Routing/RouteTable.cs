using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using GatewayKit.Compilation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// The gateway's endpoints among the host's. The host's routing sees one endpoint in place of all of them, and the gateway matches each
/// request in its own partitions, which contain the host's endpoints, too (<see cref="PartitionPolicy"/>).
/// A configuration that changes no endpoint keeps the version (<see cref="Use"/>). Each new version takes three steps:
/// <list type="number">
/// <item>YARP creates the endpoints of a new configuration, or the host's endpoints change.</item>
/// <item>The partitions of changed endpoints are built, with the host's policies. If that fails, the old version stays active.</item>
/// <item>The new version replaces the old one in one step.</item>
/// </list>
/// In a group of routes, the table doesn't know the host's other endpoints: there, the host's routing sees every endpoint of the gateway
/// (<see cref="GroupedRoutes"/>).
/// </summary>
internal sealed partial class RouteTable(IServiceProvider services, RouteIndex index, ILogger<RouteTable> logger)
    : EndpointDataSource, IDisposable
{
    /// <summary>Whether this thread reads the host's sources, any of which may read this one.</summary>
    [ThreadStatic]
    private static bool s_isReadingHost;

    private readonly Lock _changing = new();
    private readonly Lock _serving = new();
    private readonly PartitionMark _mark = new();
    private readonly RouteTableBuilder _builder = new(services);
    private EndpointDataSource? _proxy;
    private IEndpointRouteBuilder? _host;
    private GroupedRoutes? _grouped;
    private IDisposable? _watch;
    private RouteTableVersion? _active;
    private GatewaySnapshot? _served;
    private long _lastRead;
    private long _usedRead;

    public override IReadOnlyList<Endpoint> Endpoints => _grouped is null ? EndpointsAmongHosts() : GroupedRoutes.EndpointsOf(Active);

    /// <summary>The endpoints that the gateway matches now.</summary>
    public IReadOnlyList<Endpoint> Served => Active.ProxyEndpoints;

    /// <summary>The endpoints among which the gateway is mapped; null if it isn't.</summary>
    public IEndpointRouteBuilder? Host => _host;

    /// <summary>The version that matches requests now.</summary>
    public RouteTableVersion Current => Active;

    /// <summary>Whether the gateway is in a group of routes.</summary>
    public bool IsGrouped => _grouped is not null;

    /// <summary>The reason why the last version of YARP isn't active; null if it is active.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Whether ASP.NET Core's routing no longer follows changes. Only a restart helps.</summary>
    public bool IsStuck { get; private set; }

    private RouteTableVersion Active => Volatile.Read(ref _active) ?? Open();

    /// <summary>Adds the endpoints of YARP to the host's.</summary>
    public void Map(EndpointDataSource proxy, IEndpointRouteBuilder host)
    {
        _proxy = proxy;
        _host = host;
        if (host is RouteGroupBuilder)
            _grouped = new GroupedRoutes();
        _watch = ChangeToken.OnChange(proxy.GetChangeToken, Follow);
        host.DataSources.Add(this);
    }

    public override IChangeToken GetChangeToken() => _grouped?.GetChangeToken() ?? new CancellationChangeToken(CancellationToken.None);

    public override IReadOnlyList<Endpoint> GetGroupedEndpoints(RouteGroupContext context)
    {
        (_grouped ??= new GroupedRoutes()).Group = context;
        return base.GetGroupedEndpoints(context);
    }

    /// <summary>Verifies the first version after everything is mapped. Throws whatever the host's routing would throw.</summary>
    public void Prove()
    {
        if (_host is null)
            return;

        if (FollowHost() is { } error)
            ExceptionDispatchInfo.Throw(error);
        _builder.Verify(Active);
    }

    /// <summary>Finds the endpoint of a request in the active version, and puts it and its route values on the request.</summary>
    public Task MatchAsync(HttpContext http)
    {
        var active = Active;
        http.Features.Set(active);
        return active.MatchAsync(http);
    }

    /// <summary>
    /// Lets the active version serve a snapshot whose endpoints are those of this version: in one step,
    /// because each request reads its route once. Has no effect if the version was made for the snapshot.
    /// </summary>
    public void Use(GatewaySnapshot snapshot)
    {
        lock (_serving)
        {
            _served = snapshot;
            _active?.Use(snapshot);
        }
    }

    /// <summary>Builds a version with other endpoints of YARP beside the host's. It never becomes active.</summary>
    /// <param name="proxy">The endpoints.</param>
    /// <exception cref="NotSupportedException">The gateway is in a group of routes, whose prefix and conventions only the host's routing
    /// knows.</exception>
    public RouteTableVersion BuildBeside(IReadOnlyList<Endpoint> proxy)
        => IsGrouped
            ? throw new NotSupportedException("The gateway is in a group of routes (MapGroup), so its changes can't be compared.")
            : new RouteTableBuilder(services).Build(proxy, Active.HostEndpoints, null);

    public void Dispose() => _watch?.Dispose();

    /// <summary>The host's routing asks for the endpoints whenever one of the host's own changes.</summary>
    private Endpoint[] EndpointsAmongHosts()
    {
        if (!s_isReadingHost && FollowHost() is { } error)
            LogHostRejected(error);
        return [_mark.Endpoint];
    }

    /// <summary>The conventions of the host are only complete when the endpoints are requested.</summary>
    private RouteTableVersion Open()
    {
        if (_host is null)
            throw new InvalidOperationException("The gateway isn't mapped yet.");

        var host = HostEndpoints();
        lock (_changing)
        {
            if (_active is null)
                Activate(Create(_proxy!.Endpoints, host, null));
            return _active!;
        }
    }

    private RouteTableVersion Create(IReadOnlyList<Endpoint> proxy, Endpoint[] host, RouteTableVersion? previous)
    {
        var owner = index.OwnerOf(proxy);
        var version = _grouped is { } grouped
            ? grouped.Build(proxy, host, _builder)
            : _builder.Build(proxy, host, previous);
        if (owner is not null)
            version.Use(owner);
        return version;
    }

    /// <summary>
    /// Activates a version. If the host's own routes changed, a snapshot with the same endpoints may have taken effect since the
    /// version was created.
    /// </summary>
    private void Activate(RouteTableVersion next)
    {
        lock (_serving)
        {
            if (_served is not null && index.Owns(_served, next.ProxyEndpoints))
                next.Use(_served);
            Volatile.Write(ref _active, next);
        }
    }

    private Endpoint[] HostEndpoints()
    {
        s_isReadingHost = true;
        try
        {
            return [.. _host!.DataSources.Where(source => source != this).SelectMany(source => source.Endpoints)];
        }
        finally
        {
            s_isReadingHost = false;
        }
    }

    /// <summary>Follows YARP.</summary>
    private void Follow()
    {
        if (_active is not { } before)
            return;

        lock (_changing)
            Failure = Replace(_proxy!.Endpoints, _active.HostEndpoints);
        if (Failure is not null || _grouped is not { } grouped)
            return;

        Failure = grouped.Notify(before, Active);
        IsStuck = Failure is not null;
        if (IsStuck)
            Activate(before);
    }

    /// <summary>
    /// Follows the endpoints of the host itself. If they can't be matched, the last ones stay active.
    /// Not read within the lock, because a source may hold its own while it notifies. Each change is followed by a read, so the last read
    /// has seen all changes.
    /// </summary>
    /// <returns>The reason why they can't be matched; null if they are.</returns>
    private Exception? FollowHost()
    {
        _ = Active;
        var read = Interlocked.Increment(ref _lastRead);
        var host = HostEndpoints();
        lock (_changing)
        {
            if (read < _usedRead)
                return null;

            _usedRead = read;
            return host.AsSpan().SequenceEqual(_active!.HostEndpoints) ? null : Replace(_active.ProxyEndpoints, host);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "If routing throws any exception, the active version stays active.")]
    private Exception? Replace(IReadOnlyList<Endpoint> proxy, Endpoint[] host)
    {
        var active = _active!;
        try
        {
            var next = Create(proxy, host, active);
            _builder.Verify(next);
            Activate(next);
        }
        catch (Exception error)
        {
            active.Partitions.Restore();
            return error;
        }

        _builder.Release();
        return null;
    }

    [LoggerMessage(2, LogLevel.Error, "Endpoints of the host can't be matched; the last valid ones stay active.")]
    private partial void LogHostRejected(Exception error);
}
