using System.Runtime.CompilerServices;
using GatewayKit.JsonSchema.Compilation;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Keywords;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>The depth of a schema's simplest value, used to end recursion.</summary>
internal static class SchemaDepths
{
    /// <summary>The depth of a schema without a finite value.</summary>
    public const int Endless = 1000;

    /// <summary>The maximum number of passes; schemas that need more stay endless.</summary>
    private const int MaxRounds = 32;

    private static readonly ConditionalWeakTable<SchemaNode, StrongBox<int>> s_known = [];

    public static int Of(SchemaNode node)
    {
        if (!s_known.TryGetValue(node, out var height))
            Measure(node);
        return s_known.TryGetValue(node, out height) ? height.Value : Endless;
    }

    /// <summary>Starts with all depths endless, and lowers them until nothing changes.</summary>
    private static void Measure(SchemaNode root)
    {
        var nodes = SchemaGraph.From([root]).ToList();
        var heights = nodes.ToDictionary(node => node, _ => Endless);
        for (var (changed, rounds) = (true, 0); changed && rounds < MaxRounds; rounds++)
        {
            changed = false;
            foreach (var node in Enumerable.Reverse(nodes))
            {
                var height = Measure(node, heights);
                changed |= height < heights[node];
                heights[node] = Math.Min(height, heights[node]);
            }
        }
        foreach (var (node, height) in heights)
            s_known.TryAdd(node, new StrongBox<int>(height));
    }

    private static int Measure(SchemaNode node, Dictionary<SchemaNode, int> heights)
    {
        var height = 0;
        var isObject = node.Keywords.OfType<TypeKeyword>().All(type => type.Types is JsonTypes.Object or JsonTypes.Array);
        foreach (var keyword in node.Keywords)
            height = Math.Max(height, Measure(keyword, node, isObject, heights));
        return Math.Min(height, Endless);
    }

    private static int Measure(Keyword keyword, SchemaNode node, bool isObject, Dictionary<SchemaNode, int> heights) => keyword switch
    {
        ConstKeyword or EnumKeyword => 0,
        FalseKeyword => Endless,
        ReferenceKeyword reference => heights[reference.Target],
        AllOfKeyword all => all.Branches.Max(branch => heights[branch]),
        AnyOfKeyword any => any.Branches.Min(branch => heights[branch]),
        OneOfKeyword one => one.Branches.Min(branch => heights[branch]),
        RequiredKeyword required when isObject => 1 + required.Names.Max(name => Member(name, node, heights)),
        ItemsKeyword items when isObject
            && node.Keywords.Any(other => other is CountKeyword { Kind: System.Text.Json.JsonValueKind.Array, IsUpper: false, Limit: > 0 })
            => 1 + items.Subschemas.Max(item => heights[item]),
        _ => 0,
    };

    private static int Member(string name, SchemaNode node, Dictionary<SchemaNode, int> heights)
        => node.Keywords.OfType<MembersKeyword>().Select(
            members => members.Properties.TryGetValue(name, out var member) ? heights[member] : 0).DefaultIfEmpty().Max();
}
