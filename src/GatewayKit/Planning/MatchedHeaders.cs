using GatewayKit.Configuration;
using GatewayKit.Planning.Traffic;

namespace GatewayKit.Planning;

/// <summary>The names of the headers that routes of some configurations match by.</summary>
internal sealed class MatchedHeaders
{
    private readonly HashSet<string> _names;
    private readonly HashSet<string> _unrecorded = new(StringComparer.OrdinalIgnoreCase);

    public MatchedHeaders(params IEnumerable<GatewayConfig> configs)
        => _names = configs.SelectMany(config => config.Routes.Values).SelectMany(NamesOf).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names that a record doesn't have.</summary>
    public IReadOnlyList<string> Unrecorded => [.. _unrecorded.Order(StringComparer.OrdinalIgnoreCase)];

    public bool Has(string name) => _names.Contains(name);

    /// <summary>Notes the names that a record doesn't have.</summary>
    public void Note(TrafficRequest request)
    {
        if (request.HasAllHeaders || _unrecorded.Count == _names.Count)
            return;

        foreach (var name in _names)
        {
            if (!request.Headers.Any(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                && !request.AbsentHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
                _unrecorded.Add(name);
        }
    }

    private static IEnumerable<string> NamesOf(GatewayRoute route)
    {
        foreach (var (name, _) in MatchedNames.HeadersOf(route))
            yield return name;
        if (route.Match is { Cookies.IsEmpty: false })
            yield return "Cookie";
    }
}
