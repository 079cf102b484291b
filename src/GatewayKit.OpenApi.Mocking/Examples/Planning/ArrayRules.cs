using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Keywords;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>Collects the rules of schemas for arrays.</summary>
internal sealed class ArrayRules
{
    public List<ItemsKeyword> Items { get; } = [];

    public List<ContainsKeyword> Contains { get; } = [];

    public List<SchemaNode> Unevaluated { get; } = [];

    public int MinimumCount { get; set; }

    public int MaximumCount { get; set; } = int.MaxValue;

    public bool AreUnique { get; set; }

    public bool IsEmpty
        => Items.Count + Contains.Count + Unevaluated.Count == 0 && MinimumCount == 0 && MaximumCount == int.MaxValue && !AreUnique;
}
