using GatewayKit.Configuration.Matching;
using GatewayKit.Proxy.Matching.Expressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Proxy.Matching;

/// <summary>The compiled match of a route. Metadata of the route's endpoint.</summary>
internal sealed class PreciseRoute
{
    private readonly ValueTest[] _headers;
    private readonly ValueTest[] _query;
    private readonly ValueTest[] _cookies;

    /// <param name="id">The route's id.</param>
    /// <param name="match">The match, which was checked (<see cref="PreciseMatchCheck"/>).</param>
    /// <param name="answersPreflights">Whether a plugin answers CORS preflights: then the method that these ask for must match.</param>
    public PreciseRoute(string id, PreciseMatch match, bool answersPreflights)
    {
        (Id, Match, AnswersPreflights) = (id, match, answersPreflights);
        Regex = match.Path.Kind == PathConditionKind.Regex ? LinearRegex.Create(match.Path.Value) : null;
        Path = Regex is null ? PathText.Decode(match.Path.Value) : match.Path.Value;
        _headers = [.. match.Headers.Select(condition => new ValueTest(condition))];
        _query = [.. match.Query.Select(condition => new ValueTest(condition))];
        _cookies = [.. match.Cookies.Select(condition => new ValueTest(condition))];
    }

    public string Id { get; }

    public PreciseMatch Match { get; }

    /// <summary>Whether a plugin answers CORS preflights.</summary>
    public bool AnswersPreflights { get; }

    /// <summary>The decoded path, or the regular expression.</summary>
    public string Path { get; }

    /// <summary>The regular expression of the path; null for other conditions.</summary>
    public LinearRegex? Regex { get; }

    /// <summary>Returns the match of an endpoint; null for an endpoint with another kind of match.</summary>
    public static PreciseRoute? Of(Endpoint endpoint)
    {
        var metadata = endpoint.Metadata;
        for (var i = metadata.Count - 1; i >= 0; i--)
        {
            if (metadata[i] is PreciseRoute route)
                return route;
        }

        return null;
    }

    /// <summary>Returns whether a request fulfills all conditions except those of the listener, the host, and a path that isn't a regular
    /// expression: the index has compared these.</summary>
    public bool Matches(in PreciseRequest request)
    {
        if (Match.IsWildcardOneLabel && !request.IsOneLabel)
            return false;
        if (Match.Method is { } method && method != request.Method && !(AnswersPreflights && method == request.PreflightMethod))
            return false;
        if (Regex?.IsMatch(request.Path, ref request.Work) == false)
            return false;

        foreach (var test in _headers)
        {
            if (!request.Headers.TryGetValue(test.Name, out var values) || !test.IsMatch(values, ref request.Work))
                return false;
        }

        foreach (var test in _query)
        {
            if (!QueryText.TryFind(request.Query, test.NameBytes, out var value) || !test.IsMatchEncoded(value, ref request.Work))
                return false;
        }

        return _cookies.Length == 0 || HasCookies(request);
    }

    private bool HasCookies(in PreciseRequest request)
    {
        var cookies = request.Headers.Cookie;
        foreach (var test in _cookies)
        {
            if (!CookieText.TryFind(cookies, test.Name, out var value) || !test.IsMatch(value, ref request.Work))
                return false;
        }

        return true;
    }
}
