using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// The gateway's endpoints as the host's routing sees them. It stands between YARP and ASP.NET Core, which would stop
/// following changes for good after the first one that it can't build a matcher from. Each new version takes four steps:
/// <list type="number">
/// <item>YARP has made the endpoints of a new configuration.</item>
/// <item>A matcher of our own is built from them and the host's endpoints. If that fails, the old version stays.</item>
/// <item>The host's routing is told, and builds its matcher in the same call.</item>
/// <item>The new version's mark must have been read by then. If not, the old version comes back and the table is stuck.</item>
/// </list>
/// </summary>
internal sealed class RouteTable(IServiceProvider services) : EndpointDataSource, IDisposable
{
    private readonly Lock _opening = new();
    private EndpointDataSource? _proxy;
    private IEndpointRouteBuilder? _host;
    private RouteGroupContext? _group;
    private IDisposable? _watch;
    private RouteTableVersion? _active;
    private CancellationTokenSource _changed = new();

    public override IReadOnlyList<Endpoint> Endpoints => Active.Endpoints;

    /// <summary>Why the last version that YARP made isn't active; null if it is.</summary>
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

    /// <summary>Proves the first version, once everything is mapped. Throws whatever the host's routing would throw.</summary>
    public void Prove()
    {
        if (_host is not null)
            Active.Matcher = BuildMatcher(Active);
    }

    /// <summary>Finds the endpoint of a request in the active version, whatever the host's routing has found.</summary>
    public Task<Endpoint?> MatchAsync(HttpContext http)
    {
        var active = Active;
        return (active.Matcher ??= BuildMatcher(active)).MatchAsync(http);
    }

    public void Dispose() => _watch?.Dispose();

    /// <summary>The conventions of the host are only complete when somebody asks for the endpoints.</summary>
    private RouteTableVersion Open()
    {
        lock (_opening)
            return _active ??= new RouteTableVersion((_proxy ?? throw new InvalidOperationException("The gateway isn't mapped yet.")).Endpoints);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever routing throws, the active version keeps serving.")]
    private void Follow()
    {
        if (_active is not { } active)
            return;

        var next = new RouteTableVersion(_proxy!.Endpoints);
        try
        {
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
            Volatile.Write(ref _active, active);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever routing throws, the active version keeps serving.")]
    private Exception? Serve(RouteTableVersion next, bool isFollowed)
    {
        var changed = _changed;
        Volatile.Write(ref _active, next);
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
            ? new InvalidOperationException("ASP.NET Core's routing doesn't follow changes any more, since an endpoint of the host failed. Restart the host.")
            : null;
    }

    private RouteMatcher BuildMatcher(RouteTableVersion version)
    {
        var routes = _group is { } group ? new DefaultEndpointDataSource(version.Routes).GetGroupedEndpoints(group) : version.Routes;
        return RouteMatcher.Build(services, [.. _host!.DataSources.Where(source => source != this).SelectMany(source => source.Endpoints), .. routes]);
    }
}
