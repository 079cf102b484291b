using GatewayKit.Configuration.Matching;
using GatewayKit.Edge;
using GatewayKit.Proxy.Matching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Explaining;

/// <summary>Explains which route with a precise match (<see cref="PreciseMatch"/>) a request matches.</summary>
internal sealed class PreciseExplainer
{
    private readonly PreciseEndpoint[] _endpoints;
    private readonly PreciseIndex _index;

    public PreciseExplainer(IEnumerable<Endpoint> endpoints)
    {
        _endpoints =
        [
            .. endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => PreciseRoute.Of(endpoint) is not null)
                .Select(endpoint => new PreciseEndpoint(endpoint, PreciseRoute.Of(endpoint)!)),
        ];
        _index = PreciseIndex.Empty.Change([], _endpoints);
    }

    /// <summary>Returns the endpoint of a request; null if no route matches it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="listeners">The listeners of its URL; null for the host's own addresses.</param>
    public Endpoint? Match(HttpContext http, IListenerFeature? listeners) => PreciseMatcher.Match(_index, http, listeners);

    /// <summary>Returns the other routes of the listener whose path matches, each with the part that doesn't match; null if all
    /// match.</summary>
    public IEnumerable<(Endpoint Endpoint, string? Mismatch)> Others(HttpContext http, IListenerFeature? listeners, Endpoint? winner)
    {
        var chosen = winner is null ? null : PreciseRoute.Of(winner)?.Match.Choice;
        foreach (var other in _endpoints.Where(other => other.Endpoint != winner))
        {
            var match = other.Route.Match;
            if (Fits(other, http, listeners, new PreciseMatch { Listeners = match.Listeners, Path = match.Path }))
                yield return (other.Endpoint, chosen is not null && match.Choice == chosen ? "weight" : Mismatch(other, http, listeners));
        }
    }

    private static string? Mismatch(PreciseEndpoint other, HttpContext http, IListenerFeature? listeners)
    {
        var match = other.Route.Match;
        var some = new PreciseMatch { Listeners = match.Listeners, Path = match.Path };
        (string Part, PreciseMatch With)[] steps =
        [
            ("host", some = some with { Hosts = match.Hosts, IsWildcardOneLabel = match.IsWildcardOneLabel }),
            ("method", some = some with { Method = match.Method }),
            ("headers", some = some with { Headers = match.Headers }),
            ("query", some = some with { Query = match.Query }),
            ("cookies", some with { Cookies = match.Cookies }),
        ];
        return steps.FirstOrDefault(step => !Fits(other, http, listeners, step.With)).Part;
    }

    /// <summary>Returns whether a request matches a route that has only some of its conditions.</summary>
    private static bool Fits(PreciseEndpoint other, HttpContext http, IListenerFeature? listeners, PreciseMatch some)
    {
        var alone = new PreciseEndpoint(other.Endpoint, new PreciseRoute(other.Route.Id, some, other.Route.AnswersPreflights));
        return PreciseMatcher.Match(PreciseIndex.Empty.Change([], [alone]), http, listeners) == other.Endpoint;
    }
}
