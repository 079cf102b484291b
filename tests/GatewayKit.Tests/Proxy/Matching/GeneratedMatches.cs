using System.Collections.Immutable;
using GatewayKit.Configuration.Matching;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Proxy.Matching;

/// <summary>Matches and requests from a seed, of few words, so that many of them meet.</summary>
internal sealed class GeneratedMatches(int seed, int words)
{
    private static readonly string[] s_hosts = ["a.test", "b.a.test", "*.a.test", "*.test", "*.b.a.test", "c.test"];
    private static readonly string[] s_names = ["one", "two", "three"];
    private static readonly string[] s_methods = ["GET", "POST", "PUT"];
    private static readonly string[] s_regexes = ["/w[0-9]+", "/w1/.*", "/(w1|w2)/?", ".*", "/w[0-9]/w[0-9]"];

    private readonly Random _random = new(seed);
    private int _lastChoice;

    /// <summary>Returns the routes of a match: several if it is a choice.</summary>
    public IReadOnlyList<(string Id, PreciseMatch Match)> Next(string id)
    {
        var match = new PreciseMatch
        {
            Listeners = Chance(60) ? [.. Some(s_names)] : [],
            Hosts = Chance(60) ? [.. Some(s_hosts)] : [],
            IsWildcardOneLabel = Chance(20),
            Path = Chance(20) ? new(PathConditionKind.Exact, Path())
                : Chance(15) ? new(PathConditionKind.Regex, Pick(s_regexes))
                : new(PathConditionKind.Prefix, Path()),
            Method = Chance(30) ? Pick(s_methods) : null,
            Headers = Conditions(25),
            Query = Conditions(20),
            Cookies = Conditions(10),
            Created = _random.Next(3),
            Owner = $"ns/{_random.Next(3)}",
            Position = _random.Next(2),
            Rank = Chance(10) ? 1 : 0,
        };
        if (!Chance(25))
            return [(id, match)];

        var choice = $"c{_lastChoice++}";
        return [.. Enumerable.Range(0, 1 + _random.Next(3))
            .Select(i => ($"{id}-{i}", match with { Choice = choice, Weight = Chance(30) ? 0 : 1 + _random.Next(3) }))];
    }

    public (HttpContext Http, string? Listener) Request()
    {
        var http = PreciseLab.Request(
            Path() + (Chance(10) ? "/" : "") + (Chance(40) ? $"?{Pick(["x", "y"])}={_random.Next(3)}" : ""),
            Pick(["a.test", "b.a.test", "x.a.test", "x.b.a.test", "y.x.test", "c.test", "other", "A.Test:8080"]),
            Pick(s_methods));
        foreach (var name in (ReadOnlySpan<string>)["x", "y"])
        {
            if (Chance(40))
                http.Request.Headers[name] = _random.Next(3).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (Chance(30))
            http.Request.Headers.Cookie = $"{Pick(["x", "y"])}={_random.Next(3)}";
        return (http, Chance(70) ? Pick(s_names) : null);
    }

    public int Next(int below) => _random.Next(below);

    private ImmutableArray<ValueCondition> Conditions(int percent) => !Chance(percent) ? []
        : [.. Some(["x", "y"]).Select(name => Chance(70) ? PreciseLab.Equal(name, $"{_random.Next(3)}") : PreciseLab.Like(name, "[01]"))];

    private string Path() => "/" + string.Join('/', Enumerable.Range(0, _random.Next(4)).Select(_ => $"w{_random.Next(words)}"));

    private IEnumerable<T> Some<T>(T[] values)
    {
        var first = _random.Next(values.Length);
        return Chance(70) ? [values[first]] : [values[first], values[(first + 1) % values.Length]];
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];
}
