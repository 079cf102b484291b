using GatewayKit.JsonSchema.Evaluation;

namespace GatewayKit.JsonSchema.Compilation;

/// <summary>
/// Ensures that a schema doesn't reject values because parts of it were left out. The schema then allows too much, so keywords that invert
/// its result, such as <c>not</c>, can't be checked and are left out too.
/// </summary>
internal static class LenientSchemas
{
    /// <param name="nodes">Schemas that were compiled together; other schemas that they apply are already adapted.</param>
    public static void Adapt(IReadOnlyList<SchemaNode> nodes)
    {
        SchemaSpread.Upwards(nodes, SchemaSpread.All, node => node.IsLax, node => node.IsLax = true);
        SchemaSpread.Upwards(nodes, SchemaSpread.InPlace, node => node.LosesMembers, node => node.LosesMembers = true);
        foreach (var node in nodes.Where(node => node.IsLax))
        {
            foreach (var keyword in node.Keywords.Where(keyword => !keyword.Holds(node)))
            {
                node.Keywords = [.. node.Keywords.Where(other => other != keyword)];
                node.Findings.Add(new SchemaError(
                    keyword.Location, $"'{keyword.Name}' can't be checked, because of an error in a schema that it depends on."));
            }
        }
    }
}
