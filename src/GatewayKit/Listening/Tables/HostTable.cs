using System.Collections.Frozen;

namespace GatewayKit.Listening.Tables;

/// <summary>
/// Finds the value for a host name: that of exactly this name, otherwise that of the longest wildcard, which stands for one or more labels,
/// otherwise the one for all names. A look-up doesn't allocate.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal sealed class HostTable<T>
    where T : class
{
    private readonly FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _exact;
    private readonly FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _wildcards;
    private readonly T? _all;

    /// <param name="values">The values by host: a name, a wildcard such as <c>*.example.com</c>, or null for all names. The first of
    /// several with the same host is used.</param>
    public HostTable(IEnumerable<(string? Host, T Value)> values)
    {
        var exact = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        var wildcards = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var (host, value) in values)
        {
            if (string.IsNullOrEmpty(host))
                _all ??= value;
            else if (host.StartsWith("*.", StringComparison.Ordinal))
                wildcards.TryAdd(host[2..], value);
            else
                exact.TryAdd(host, value);
        }

        _exact = exact.ToFrozenDictionary(exact.Comparer).GetAlternateLookup<ReadOnlySpan<char>>();
        _wildcards = wildcards.ToFrozenDictionary(wildcards.Comparer).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Returns the value for a host name; null if there is none.</summary>
    /// <param name="name">The name, regardless of case; empty if the client sent none.</param>
    public T? Find(ReadOnlySpan<char> name)
    {
        if (!name.IsEmpty && _exact.TryGetValue(name, out var value))
            return value;

        // A wildcard stands for a label at least.
        while (name.IndexOf('.') is > 0 and var dot)
        {
            name = name[(dot + 1)..];
            if (_wildcards.TryGetValue(name, out value))
                return value;
        }

        return _all;
    }
}
