using GatewayKit.JsonSchema.Evaluation;

namespace GatewayKit.JsonSchema.Compilation;

/// <summary>Propagates a property of a schema to all schemas that apply it, directly or indirectly.</summary>
internal static class SchemaSpread
{
    /// <summary>Returns the schemas that a schema applies to the same location of the instance.</summary>
    public static IEnumerable<SchemaNode> InPlace(SchemaNode node)
        => node.Keywords.Where(keyword => keyword.AppliesInPlace).SelectMany(keyword => keyword.Subschemas);

    /// <summary>Returns the schemas that a schema applies.</summary>
    public static IEnumerable<SchemaNode> All(SchemaNode node) => node.Keywords.SelectMany(keyword => keyword.Subschemas);

    /// <param name="nodes">Schemas that were compiled together; other schemas that they apply are already processed.</param>
    /// <param name="below">Returns the schemas that a schema applies.</param>
    /// <param name="has">Whether a schema has the property.</param>
    /// <param name="give">Sets the property of a schema.</param>
    public static void Upwards(IReadOnlyList<SchemaNode> nodes,
        Func<SchemaNode, IEnumerable<SchemaNode>> below, Predicate<SchemaNode> has, Action<SchemaNode> give)
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
