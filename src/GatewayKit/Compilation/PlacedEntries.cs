using GatewayKit.Configuration;
using GatewayKit.Plugins;

namespace GatewayKit.Compilation;

/// <summary>
/// The entries of some scopes, each at its position. From the least to the most specific scope, an entry replaces an earlier one of the
/// same name and id. Routes with the same scopes share this object.
/// </summary>
internal sealed class PlacedEntries
{
    private readonly IReadOnlyList<CompiledEntry>[] _scopes;

    /// <param name="scopes">The entries of the global scope, of a route's cluster and of the route.</param>
    public PlacedEntries(params ReadOnlySpan<IReadOnlyList<CompiledEntry>> scopes)
    {
        _scopes = scopes.ToArray();
        All = Place([], scopes);
        KnowCallers = All.Any(e => e is { IsEnabled: true, Entry.Type: var type } && type.Hooks.HasFlag(PluginHooks.Authentication));
        HaveResponseHooks = All.Any(e => e is { IsEnabled: true, Entry.Type: var type } && type.Hooks.HasFlag(PluginHooks.Response));
        AnswerPreflights = All.Any(e => e is { IsEnabled: true, IsBeforeCaller: true, Entry: var entry }
            && entry.Type.AnswersPreflight && entry.Entry.OnError != PluginErrorPolicy.Continue);
    }

    /// <summary>The entries, including disabled ones.</summary>
    public IReadOnlyList<PlacedEntry> All { get; }

    /// <summary>Gets whether one of them authenticates callers.</summary>
    public bool KnowCallers { get; }

    /// <summary>Gets whether one of them sees responses.</summary>
    public bool HaveResponseHooks { get; }

    /// <summary>
    /// Gets whether one of them answers CORS preflights. A plugin whose failure lets the request continue doesn't count:
    /// the upstream would get a method that the route excludes.
    /// </summary>
    public bool AnswerPreflights { get; }

    /// <summary>Returns whether these are the entries of some scopes.</summary>
    public bool AreOf(params ReadOnlySpan<IReadOnlyList<CompiledEntry>> scopes)
    {
        if (_scopes.Length != scopes.Length)
            return false;

        for (var i = 0; i < scopes.Length; i++)
        {
            if (!ReferenceEquals(_scopes[i], scopes[i]))
                return false;
        }

        return true;
    }

    /// <summary>Returns these entries and those of a further scope.</summary>
    public List<PlacedEntry> With(IReadOnlyList<CompiledEntry> scope) => Place(All, scope);

    private static List<PlacedEntry> Place(IReadOnlyList<PlacedEntry> first, params ReadOnlySpan<IReadOnlyList<CompiledEntry>> scopes)
    {
        var placed = first.ToList();
        foreach (var scope in scopes)
        {
            foreach (var entry in scope)
            {
                var replaced = placed.FindIndex(e => entry.Replaces(e.Entry));
                if (replaced >= 0)
                    placed[replaced] = placed[replaced].ReplacedBy(entry);
                else
                    placed.Add(PlacedEntry.Of(entry));
            }
        }

        return placed;
    }
}
