using GatewayKit.OpenApi.Schemas.Evaluation;

namespace GatewayKit.OpenApi.Schemas.Compilation;

/// <summary>
/// Sees to it that a schema that something was left out of refuses nothing because of that. It allows more than was meant, so what applies it
/// the other way round, such as <c>not</c>, can't be checked and is left out too.
/// </summary>
internal static class LaxSchemas
{
    /// <param name="nodes">Schemas that were compiled together; what they apply besides has been adapted.</param>
    public static void Adapt(IReadOnlyList<SchemaNode> nodes)
    {
        Spread(nodes, node => node.Keywords.SelectMany(keyword => keyword.Subschemas), node => node.IsLax, node => node.IsLax = true);
        Spread(nodes, InPlace, node => node.LosesMembers, node => node.LosesMembers = true);
        foreach (var node in nodes.Where(node => node.IsLax))
        {
            foreach (var keyword in node.Keywords.Where(keyword => !keyword.Holds(node)))
            {
                node.Keywords = [.. node.Keywords.Where(other => other != keyword)];
                node.Findings.Add(new SchemaError(keyword.Location, $"'{keyword.Name}' can't be checked, because of an error in a schema that it depends on."));
            }
        }
    }

    private static IEnumerable<SchemaNode> InPlace(SchemaNode node) => node.Keywords.Where(keyword => keyword.AppliesInPlace).SelectMany(keyword => keyword.Subschemas);

    /// <summary>Gives a property of schemas to those that apply them, directly or not.</summary>
    private static void Spread(IReadOnlyList<SchemaNode> nodes, Func<SchemaNode, IEnumerable<SchemaNode>> below, Predicate<SchemaNode> has, Action<SchemaNode> give)
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
