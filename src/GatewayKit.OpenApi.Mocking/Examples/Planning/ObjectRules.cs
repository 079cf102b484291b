using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Keywords;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>Collects the rules of schemas for objects.</summary>
internal sealed class ObjectRules
{
    public List<MembersKeyword> Members { get; } = [];

    public List<string> Required { get; } = [];

    public List<(string Name, string[] Required)> Dependencies { get; } = [];

    public List<SchemaNode> Names { get; } = [];

    public List<SchemaNode> Unevaluated { get; } = [];

    public List<Discriminated> Discriminated { get; } = [];

    public int MinimumCount { get; set; }

    public int MaximumCount { get; set; } = int.MaxValue;

    public bool IsEmpty => Members.Count + Required.Count + Dependencies.Count + Names.Count + Unevaluated.Count == 0
        && MinimumCount == 0
        && MaximumCount == int.MaxValue;
}
