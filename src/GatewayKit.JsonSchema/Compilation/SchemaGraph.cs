using GatewayKit.JsonSchema.Evaluation;

namespace GatewayKit.JsonSchema.Compilation;

internal static class SchemaGraph
{
    /// <summary>Finds all schemas that some schemas apply, including themselves.</summary>
    public static IEnumerable<SchemaNode> From(IEnumerable<SchemaNode> roots)
    {
        var seen = new HashSet<SchemaNode>();
        var pending = new Stack<SchemaNode>(roots.Reverse());
        while (pending.TryPop(out var node))
        {
            if (!seen.Add(node))
                continue;
            yield return node;
            foreach (var subschema in node.Keywords.SelectMany(keyword => keyword.Subschemas))
                pending.Push(subschema);
        }
    }
}
