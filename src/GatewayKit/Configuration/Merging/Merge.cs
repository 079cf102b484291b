using System.Collections.Immutable;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Merging;

/// <summary>The ways to merge the values of several sources. A definition in two sources is an error that names both locations.</summary>
internal sealed record Merge(IReadOnlyList<(string Source, GatewayConfig Config)> Sources, ConfigErrors Errors)
{
    /// <summary>Concatenates the lists.</summary>
    public ImmutableArray<T> Concatenate<T>(Func<GatewayConfig, ImmutableArray<T>> select)
        => [.. Sources.SelectMany(s => select(s.Config))];

    /// <summary>Combines the entries. Only one source can define each.</summary>
    public ImmutableDictionary<string, T> Union<T>(
        string key, Func<GatewayConfig, ImmutableDictionary<string, T>> select, Func<T, ConfigLocation> location)
    {
        // Usually only one source defines any. Its entries stay the same object, so that a comparison with the previous configuration is
        // cheap.
        var defining = Sources.Select(s => select(s.Config)).Where(entries => !entries.IsEmpty).Take(2).ToArray();
        if (defining is [var only] && only.KeyComparer == StringComparer.OrdinalIgnoreCase)
            return only;

        var owners = new Dictionary<string, ConfigLocation>(StringComparer.OrdinalIgnoreCase);
        var union = ImmutableDictionary.CreateBuilder<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var (source, config) in Sources)
        {
            foreach (var (id, value) in select(config))
            {
                var own = LocationOf(location(value), source);
                if (owners.TryAdd(id, own))
                    union.Add(id, value);
                else
                    Errors.Add(ConfigPiece.InSection(key, id),
                        $"both '{owners[id]}' and '{own}' define it; only one source can define an id.", own);
            }
        }

        return union.ToImmutable();
    }

    /// <summary>Returns the value of the only source that sets it.</summary>
    public T? Single<T>(string key, Func<GatewayConfig, T?> select) where T : class
    {
        var set = Sources.Where(s => select(s.Config) is not null)
            .Select(s => (s.Config, Location: LocationOf(s.Config.KeyLocations.GetValueOrDefault(key), s.Source)))
            .ToArray();
        if (set.Length > 1)
            Errors.Add(key, $"both '{set[0].Location}' and '{set[1].Location}' set it; only one source can.", set[1].Location);

        return set.Length == 0 ? null : select(set[0].Config);
    }

    private static ConfigLocation LocationOf(ConfigLocation location, string source)
        => location.Source is null ? new ConfigLocation(source, 0, 0) : location;
}
