using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;

namespace GatewayKit.JsonSchema.Compilation;

/// <summary>Finds schemas that apply themselves to the same instance. The second time they allow everything, so that evaluation
/// ends.</summary>
internal static class ReferenceCycles
{
    public static void Report(IReadOnlyList<SchemaNode> nodes)
    {
        var finished = new HashSet<SchemaNode>();
        var entered = new HashSet<SchemaNode>();
        var path = new Stack<(SchemaNode Node, IEnumerator<SchemaNode> Below)>();
        foreach (var start in nodes)
        {
            Enter(start);
            while (path.TryPeek(out var top))
            {
                if (top.Below.MoveNext())
                {
                    Enter(top.Below.Current);
                    continue;
                }
                path.Pop();
                entered.Remove(top.Node);
                finished.Add(top.Node);
            }
        }

        void Enter(SchemaNode node)
        {
            if (finished.Contains(node))
                return;
            if (entered.Add(node))
                path.Push((node, SchemaSpread.InPlace(node).GetEnumerator()));
            else
                Note(node, path.TakeWhile(step => step.Node != node).Select(step => step.Node).Append(node));
        }
    }

    /// <summary>A schema with a discriminator may have branches that include it: each value is then checked once against both.</summary>
    private static void Note(SchemaNode node, IEnumerable<SchemaNode> cycle)
    {
        if (node.IsReentrant)
            return;
        node.IsReentrant = true;
        node.IsContextual = true;
        if (cycle.Any(member => member.Source.ValueKind == JsonValueKind.Object && member.Source.TryGetProperty("discriminator", out _)))
            return;
        node.IsLax = true;
        node.Findings.Add(new SchemaError(
            node.Location, "The schema applies itself to the same value through its references, which would never end."));
    }
}
