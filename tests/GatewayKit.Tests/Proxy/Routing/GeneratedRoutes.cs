using System.Globalization;
using GatewayKit.Proxy.Routing;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Proxy.Routing;

/// <summary>Routes and requests from a seed. The requests are mostly those that some route matches, with small changes.</summary>
/// <param name="seed">The seed.</param>
/// <param name="hosts">The number of names.</param>
/// <param name="words">The number of words for segments.</param>
/// <param name="hasNestedWildcards">Whether a wildcard may contain another one. With more than 16 hosts at a path, ASP.NET Core's choice
/// between them depends on an unstable sort.</param>
/// <param name="literals">The percentage of literal segments.</param>
internal sealed class GeneratedRoutes(int seed, int hosts, int words, bool hasNestedWildcards, int literals = 70)
{
    private static readonly string[] s_methods = ["GET", "POST", "PUT", "DELETE", "OPTIONS"];

    private static readonly string[] s_parameters =
    [
        "{a}", "{b:int}", "{c:alpha}", "{d:regex(^w[[0-9]]+$)}", "{e:length(2,3)}", "{f}.{g}", "pre-{h}", "{i:guid}", "{j:range(1,20)}",
    ];

    private static readonly string[] s_ends = ["{**rest}", "{*tail}", "{z?}", "{y=deflt}", "{x:int?}", "{**w:minlength(3)}", "{v:bool}"];

    private readonly Random _random = new(seed);
    private int _lastId;
    private int _lastRevision;

    public RouteConfig Route()
    {
        var match = new RouteMatch
        {
            Path = Path(),
            Hosts = Chance(70) ? [.. Enumerable.Range(0, Chance(80) ? 1 : 3).Select(_ => HostPattern()).Distinct()] : null,
            Methods = Chance(40) ? [.. Enumerable.Range(0, Chance(70) ? 1 : 2).Select(_ => Pick(s_methods)).Distinct()] : null,
            Headers = Chance(15) ? [Header()] : null,
            QueryParameters = Chance(10) ? [Query()] : null,
        };
        return ProxyRoutes.Mark(
            new RouteConfig
            {
                RouteId = string.Create(CultureInfo.InvariantCulture, $"r{_lastId++}"),
                Order = Chance(15) ? _random.Next(-2, 3) : null,
                CorsPolicy = Chance(8) ? "Default" : null,
                Match = match,
            },
            ++_lastRevision);
    }

    public RouteConfig Changed(RouteConfig route) => Route() with { RouteId = route.RouteId };

    public GeneratedRequest Request(IReadOnlyList<RouteConfig> routes)
    {
        var route = routes[_random.Next(routes.Count)];
        var host = route.Match.Hosts is { Count: > 0 } patterns && Chance(85) ? Pick([.. patterns]) : HostPattern();
        var method = route.Match.Methods is { Count: > 0 } methods && Chance(75) ? Pick([.. methods]) : Pick(s_methods);
        var isPreflight = Chance(8);
        return new GeneratedRequest(
            isPreflight ? "OPTIONS" : Chance(3) ? method.ToLowerInvariant() : method,
            HostOf(host),
            Chance(90) ? PathOf(route.Match.Path!) : PathOf(Path()),
            Chance(40) ? $"?q={Pick(["one", "two", "onetwo"])}" : "",
            Chance(20),
            Chance(40) ? Pick(["blue", "green", "blueish", ""]) : null,
            isPreflight ? method : null);
    }

    private string Path()
    {
        var count = _random.Next(5);
        var segments = Enumerable.Range(0, count).Select(_ => Chance(literals) ? Word() : Pick(s_parameters)).ToList();
        if (Chance(35))
            segments.Add(Pick(s_ends));

        // A name can be used once.
        return "/" + string.Join('/', segments.GroupBy(s => s[0] is '{' or 'p' ? s : Guid.NewGuid().ToString()).Select(g => g.First()));
    }

    /// <summary>Some words differ only in case, and some have letters that aren't ASCII.</summary>
    private string Word()
    {
        var word = string.Create(CultureInfo.InvariantCulture, $"w{_random.Next(words)}");
        return Chance(10) ? word.ToUpperInvariant() : Chance(3) ? "straße" : Chance(3) ? "STRAẞE" : Chance(3) ? "12" : word;
    }

    private string HostPattern()
    {
        var number = _random.Next(hosts);
        var name = string.Create(CultureInfo.InvariantCulture, $"h{number}.example");
        var pattern = Chance(4) ? "*"
            : Chance(30) ? hasNestedWildcards ? Pick([$"*.{name}", "*.example", $"*.sub.{name}"]) : $"*.{name}"
            : Chance(15) ? $"sub.{name}"
            : name;
        return Chance(15) ? $"{pattern}:{Pick(["80", "443", "8080", "*"])}" : pattern;
    }

    private string HostOf(string pattern)
    {
        var host = pattern.Replace(":*", Chance(50) ? ":8080" : "", StringComparison.Ordinal)
            .Replace("*.", Pick(["a.", "b.c.", ".", "x..y.", "sub."]), StringComparison.Ordinal)
            .Replace("*", "anything.test", StringComparison.Ordinal);
        return Chance(15) ? host.ToUpperInvariant() : Chance(10) && !host.Contains(':', StringComparison.Ordinal) ? $"{host}:80" : host;
    }

    private string PathOf(string pattern)
    {
        var segments = pattern.Split('/')[1..].Select(SegmentOf).ToList();
        if (Chance(5) && segments.Count > 0)
            segments.RemoveAt(segments.Count - 1);
        if (Chance(5))
            segments.Add(Word());
        var path = "/" + string.Join('/', segments.Where(segment => segment is not null));
        path = Chance(5) ? path + "/" : Chance(3) ? path.Replace("/w", "//w", StringComparison.Ordinal) : path;
        return Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)
            .Replace("w", Chance(5) ? "%77" : "w", StringComparison.Ordinal);
    }

    private string? SegmentOf(string segment) => segment.Length == 0 ? null
        : segment.Contains('{', StringComparison.Ordinal)
            ? segment.StartsWith("{*", StringComparison.Ordinal) ? Pick([null, "w1", "w1/w2", "x/y/z", "ab"])
                : segment is "{f}.{g}" ? Pick(["m.n", "w1", "a.b.c"])
                : segment.StartsWith("pre-", StringComparison.Ordinal) ? Pick(["pre-x", "w2"])
                : segment.Contains('?', StringComparison.Ordinal) || segment.Contains('=', StringComparison.Ordinal)
                    ? Pick([null, "12", "w1", "true"])
                    : Pick(["12", "w1", "abc", "w3", "true", "5", "7c9e6679-7425-40de-944b-e07fc1f90ae7", Word()])
            : Chance(10) ? segment.ToUpperInvariant() : segment;

    private RouteHeader Header()
    {
        var mode = Pick(Enum.GetValues<HeaderMatchMode>());
        return new RouteHeader
        {
            Name = "x-tenant",
            Mode = mode,
            Values = mode is HeaderMatchMode.Exists or HeaderMatchMode.NotExists ? null : [Pick(["blue", "green"])],
            IsCaseSensitive = Chance(50),
        };
    }

    private RouteQueryParameter Query()
    {
        var mode = Pick(Enum.GetValues<QueryParameterMatchMode>());
        return new RouteQueryParameter
        {
            Name = "q",
            Mode = mode,
            Values = mode is QueryParameterMatchMode.Exists ? null : [Pick(["one", "two"])],
        };
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];
}
