using GatewayKit.Pipeline;

namespace GatewayKit.Runtime;

/// <summary>
/// Puts a pipeline together: from the least to the most specific scope, an entry of the same name and id takes the place
/// of the earlier one, and then the stages decide, within which the order stays.
/// </summary>
internal static class PipelineComposer
{
    public static RoutePipeline Compose(string routeId, params ReadOnlySpan<IReadOnlyList<CompiledEntry>> scopes)
        => new([.. Order(scopes).Select(e => e.Entry.For(routeId, e.Stage))]);

    /// <summary>The enabled entries in the order in which they run, each with its stage.</summary>
    public static IEnumerable<(CompiledEntry Entry, PluginStage Stage)> Order(params ReadOnlySpan<IReadOnlyList<CompiledEntry>> scopes)
    {
        var merged = new List<(CompiledEntry Entry, PluginStage Stage)>();
        foreach (var scope in scopes)
        {
            foreach (var entry in scope)
            {
                var replaced = merged.FindIndex(e => entry.Replaces(e.Entry));
                if (replaced >= 0)
                    merged[replaced] = (entry, entry.Entry.Stage ?? merged[replaced].Stage);
                else
                    merged.Add((entry, entry.Entry.Stage ?? entry.Type.Stage));
            }
        }

        return merged.Where(e => e.Entry.Entry.Enabled).OrderBy(e => e.Stage);
    }
}
