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
        SchemaSpread.Upwards(nodes, SchemaSpread.All, node => node.IsLax, node => node.IsLax = true);
        SchemaSpread.Upwards(nodes, SchemaSpread.InPlace, node => node.LosesMembers, node => node.LosesMembers = true);
        foreach (var node in nodes.Where(node => node.IsLax))
        {
            foreach (var keyword in node.Keywords.Where(keyword => !keyword.Holds(node)))
            {
                node.Keywords = [.. node.Keywords.Where(other => other != keyword)];
                node.Findings.Add(new SchemaError(keyword.Location, $"'{keyword.Name}' can't be checked, because of an error in a schema that it depends on."));
            }
        }
    }
}
