namespace GatewayKit.OpenApi.Comparing;

/// <summary>The pairs of schemas without a change, also in the schemas that they contain.</summary>
internal sealed class EqualSchemas
{
    private readonly HashSet<SchemaPair> _pairs = [];

    public bool Contains(SchemaPair pair) => _pairs.Contains(pair);

    public void Add(IEnumerable<SchemaPair> pairs) => _pairs.UnionWith(pairs);
}
