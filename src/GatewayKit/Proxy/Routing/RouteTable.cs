using System.Diagnostics.CodeAnalysis;
using GatewayKit.Compilation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// The gateway's endpoints as the host's routing sees them. The table is between YARP and ASP.NET Core, which would permanently stop
/// following changes after the first one that it can't build a matcher from.
/// A configuration that changes no endpoint keeps the version (<see cref="Use"/>). Each new version takes four steps:
/// <list type="number">
/// <item>YARP creates the endpoints of a new configuration.</item>
/// <item>A separate matcher is built from them and the host's endpoints. If that fails, the old version stays active.</item>
/// <item>The host's routing is notified, and builds its matcher in the same call.</item>
/// <item>By then, the new version's mark must have been read. If not, the old version is restored and the table is stuck.</item>
/// </list>
/// </summary>
internal sealed class RouteTable(IServiceProvider services, RouteIndex index) : EndpointDataSource, IDisposable
{
    private readonly Lock _opening = new();
    private readonly Lock _serving = new();
    private EndpointDataSource? _proxy;
    private IEndpointRouteBuilder? _host;
    private RouteGroupContext? _group;
    private IDisposable? _watch;
    private RouteTableVersion? _active;
    private GatewaySnapshot? _served;
    private CancellationTokenSource _changed = new();

    public override IReadOnlyList<Endpoint> Endpoints => Active.Endpoints;

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
        _watch = ChangeToken.OnChange(proxy.GetChangeToken, Follow);
        host.DataSources.Add(this);
    }

    public override IChangeToken GetChangeToken() => new CancellationChangeToken(Volatile.Read(ref _changed).Token);

    public override IReadOnlyList<Endpoint> GetGroupedEndpoints(RouteGroupContext context)
    {
        _group = context;
        return base.GetGroupedEndpoints(context);
    }

    /// <summary>Verifies the first version after everything is mapped. Throws whatever the host's routing would throw.</summary>
    public void Prove()
    {
        if (_host is not null)
            Active.Matcher = BuildMatcher(Active);
    }

    /// <summary>Finds the endpoint of a request in the active version, regardless of the result of the host's routing.</summary>
    public Task<Endpoint?> MatchAsync(HttpContext http)
    {
        var active = Active;
        return (active.Matcher ??= BuildMatcher(active)).MatchAsync(http);
    }

    /// <summary>
    /// Lets the active version serve a snapshot whose endpoints are those of this version: in one step,
    /// because each request reads the place of its route once. Has no effect if the version was made for the snapshot.
    /// </summary>
    public void Use(GatewaySnapshot snapshot)
    {
        lock (_serving)
        {
            _served = snapshot;
            _active?.Use(snapshot);
        }
    }

    public void Dispose() => _watch?.Dispose();

    /// <summary>The conventions of the host are only complete when the endpoints are requested.</summary>
    private RouteTableVersion Open()
    {
        lock (_opening)
        {
            if (_active is null)
                Activate(Create((_proxy ?? throw new InvalidOperationException("The gateway isn't mapped yet.")).Endpoints));
            return _active!;
        }
    }

    private RouteTableVersion Create(IReadOnlyList<Endpoint> endpoints) => new(endpoints, index.OwnerOf(endpoints));

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

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "If routing throws any exception, the active version stays active.")]
    private void Follow()
    {
        if (_active is not { } active)
            return;

        RouteTableVersion next;
        try
        {
            next = Create(_proxy!.Endpoints);
            next.Matcher = BuildMatcher(next);
        }
        catch (Exception error)
        {
            Failure = error;
            return;
        }

        Failure = Serve(next, active.Mark.WasRead);
        IsStuck = Failure is not null;
        if (IsStuck)
            Activate(active);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "If routing throws any exception, the active version stays active.")]
    private Exception? Serve(RouteTableVersion next, bool isFollowed)
    {
        var changed = _changed;
        Activate(next);
        Volatile.Write(ref _changed, new CancellationTokenSource());
        try
        {
            changed.Cancel();
        }
        catch (Exception error)
        {
            return error;
        }

        return isFollowed && !next.Mark.WasRead
            ? new InvalidOperationException(
                "ASP.NET Core's routing no longer follows changes, because an endpoint of the host failed. Restart the host.")
            : null;
    }

    private RouteMatcher BuildMatcher(RouteTableVersion version)
    {
        var routes = _group is { } group
            ? new DefaultEndpointDataSource(version.ProxyEndpoints).GetGroupedEndpoints(group)
            : version.ProxyEndpoints;
        return RouteMatcher.Build(
            services, [.. _host!.DataSources.Where(source => source != this).SelectMany(source => source.Endpoints), .. routes]);
    }
}
