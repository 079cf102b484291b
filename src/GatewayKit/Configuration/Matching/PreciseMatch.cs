using System.Collections.Immutable;

namespace GatewayKit.Configuration.Matching;

/// <summary>
/// The conditions of a route as the Gateway API and Ingress of Kubernetes define them, instead of YARP's: paths are case-sensitive,
/// prefixes match by element, and of all routes that match, the order is host, path, method, headers, query, age and name, and then <see
/// cref="Position"/> (Gateway API v1, <c>HTTPRouteMatch</c>). Available only for configurations created in code.
/// </summary>
/// <remarks>The route's <see cref="Yarp.ReverseProxy.Configuration.RouteConfig.Match"/> must be <see cref="AnyRequest"/>.</remarks>
public sealed record PreciseMatch
{
    /// <summary>The match that a route with these conditions has in <see
    /// cref="Yarp.ReverseProxy.Configuration.RouteConfig.Match"/>.</summary>
    public static readonly Yarp.ReverseProxy.Configuration.RouteMatch AnyRequest = new() { Path = "/{**rest}" };

    /// <summary>The names of the listeners (<see cref="GatewayConfig.Listeners"/>) whose requests can match. Empty for the addresses of the
    /// host that aren't listeners.</summary>
    public ImmutableArray<string> Listeners { get; init; } = [];

    /// <summary>The host names, such as <c>www.example.com</c> or <c>*.example.com</c>, in ASCII and lower case. Empty for any
    /// host.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>Whether <c>*</c> in a host is exactly one label, as in Ingress. Default: one or more labels, as in the Gateway
    /// API.</summary>
    public bool IsWildcardOneLabel { get; init; }

    /// <summary>The condition of the path. Default: any path.</summary>
    public PathCondition Path { get; init; } = PathCondition.Any;

    /// <summary>The method, in capitals; null for any method.</summary>
    public string? Method { get; init; }

    /// <summary>The conditions of headers, all of which must hold.</summary>
    public ImmutableArray<ValueCondition> Headers { get; init; } = [];

    /// <summary>The conditions of query parameters, all of which must hold.</summary>
    public ImmutableArray<ValueCondition> Query { get; init; } = [];

    /// <summary>The conditions of cookies, all of which must hold.</summary>
    public ImmutableArray<ValueCondition> Cookies { get; init; } = [];

    /// <summary>
    /// The name of a choice: of the routes with the same choice, whose conditions must be equal, one is picked for each request by
    /// <see cref="Weight"/>. Null: the route isn't part of a choice.
    /// </summary>
    public string? Choice { get; init; }

    /// <summary>The share of the requests of <see cref="Choice"/>, relative to the sum of all weights, 0 to 1,000,000. Default: 1.
    /// If all weights are 0, requests get the status 500.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>The time when the route's owner was created, in seconds since 1970: of routes with equal conditions, the oldest
    /// matches.</summary>
    public long Created { get; init; }

    /// <summary>The name of the route's owner: of routes of the same age, the first in alphabetical order (ordinal) matches.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The position among the conditions of an owner: the lowest one matches.</summary>
    public int Position { get; init; }

    /// <summary>A rank above all conditions but the host: a route with a higher rank matches before others, as canary rules of Ingress
    /// need it. Default: 0.</summary>
    public int Rank { get; init; }
}
