using System.Diagnostics.CodeAnalysis;
using GatewayKit.Proxy.Matching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Proxy.Routing;

/// <summary>
/// The gateway's endpoints in a group of the host's routes. The host's routing matches them itself, and would permanently stop following
/// changes after the first one that it can't build a matcher from. Therefore a version ends with a mark (<see cref="BuildMark"/>): if the
/// mark wasn't read after the host's routing was notified, routing doesn't follow any longer.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "The source has neither a timer nor links, and the host's routing can read its token at any time.")]
internal sealed class GroupedRoutes
{
    private CancellationTokenSource _changed = new();

    /// <summary>The group; null until the host's routing asks for the endpoints.</summary>
    public RouteGroupContext? Group { get; set; }

    public IChangeToken GetChangeToken() => new CancellationChangeToken(Volatile.Read(ref _changed).Token);

    /// <summary>Returns the endpoints of a version and the mark.</summary>
    public static IReadOnlyList<Endpoint> EndpointsOf(RouteTableVersion version) => [.. version.Placed, version.Mark.Endpoint];

    /// <summary>Builds a version whose endpoints have the prefix and the conventions of the group.</summary>
    public RouteTableVersion Build(IReadOnlyList<Endpoint> proxy, Endpoint[] host, RouteTableBuilder builder)
    {
        if (proxy.Any(endpoint => PreciseRoute.Of(endpoint) is not null))
            throw new InvalidOperationException("Routes with a precise match can't be in a group of routes (MapGroup).");

        var version = new RouteTableVersion(proxy, host);
        var grouped = Group is { } group
            ? new DefaultEndpointDataSource(version.Placed).GetGroupedEndpoints(group)
            : version.Placed;
        builder.Fill(version, grouped, null);
        return version;
    }

    /// <summary>Notifies the host's routing that a version has replaced another one.</summary>
    /// <returns>The reason why routing doesn't use the version; null if it does.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "If routing throws any exception, the earlier version stays active.")]
    public Exception? Notify(RouteTableVersion before, RouteTableVersion next)
    {
        var isFollowed = before.Mark.WasRead;
        var changed = _changed;
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
}
