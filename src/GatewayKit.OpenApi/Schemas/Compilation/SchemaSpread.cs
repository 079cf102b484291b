using GatewayKit.OpenApi.Schemas.Evaluation;

namespace GatewayKit.OpenApi.Schemas.Compilation;

/// <summary>Gives what holds for a schema to those that apply it, directly or not.</summary>
internal static class SchemaSpread
{
    /// <summary>The schemas that one applies to the same place of the instance.</summary>
    public static IEnumerable<SchemaNode> InPlace(SchemaNode node) => node.Keywords.Where(keyword => keyword.AppliesInPlace).SelectMany(keyword => keyword.Subschemas);

    /// <summary>The schemas that one applies.</summary>
    public static IEnumerable<SchemaNode> All(SchemaNode node) => node.Keywords.SelectMany(keyword => keyword.Subschemas);

    /// <param name="nodes">Schemas that were compiled together; what they apply besides has been looked at before.</param>
    /// <param name="below">The schemas that one applies.</param>
    /// <param name="has">Whether it holds for a schema.</param>
    /// <param name="give">Makes it hold for a schema.</param>
    public static void Upwards(IReadOnlyList<SchemaNode> nodes, Func<SchemaNode, IEnumerable<SchemaNode>> below, Predicate<SchemaNode> has, Action<SchemaNode> give)
    {
        if (!nodes.Any(node => has(node) || below(node).Any(child => has(child))))
            return;
        var above = nodes.SelectMany(node => below(node).Select(child => (child, node))).ToLookup(pair => pair.child, pair => pair.node);
        var open = new Stack<SchemaNode>(above.Select(group => group.Key).Concat(nodes).Where(node => has(node)).Distinct());
        while (open.TryPop(out var node))
        {
            foreach (var parent in above[node].Where(parent => !has(parent)))
            {
                give(parent);
                open.Push(parent);
            }
        }
    }
}
