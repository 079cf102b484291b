using System.Collections.Immutable;
using Microsoft.Extensions.Primitives;

namespace TeamHost;

/// <summary>A table in memory, in place of one in a database.</summary>
public sealed class RouteTable
{
    private ImmutableSortedDictionary<int, RouteRow> _rows = ImmutableSortedDictionary<int, RouteRow>.Empty
        .Add(1, new RouteRow(1, "/hello", Plugins: """[{ "name": "mock", "options": { "body": "hello from a row" } }]"""));

    private ConfigurationReloadToken _changed = new();

    /// <summary>The rows, by their ids.</summary>
    public IEnumerable<RouteRow> Rows => _rows.Values;

    /// <summary>Adds or replaces a row.</summary>
    /// <param name="row">The row.</param>
    public void Save(RouteRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        ImmutableInterlocked.Update(ref _rows, (rows, saved) => rows.SetItem(saved.Id, saved), row);
        Interlocked.Exchange(ref _changed, new ConfigurationReloadToken()).OnReload();
    }

    /// <summary>Returns a token that fires once when a row is saved.</summary>
    public IChangeToken GetChangeToken() => Volatile.Read(ref _changed);
}
