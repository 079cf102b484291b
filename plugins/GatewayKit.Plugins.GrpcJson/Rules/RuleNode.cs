namespace GatewayKit.Plugins.GrpcJson.Rules;

/// <summary>A node of the tree of path templates: the segments that can follow, and the bindings that end here.</summary>
internal sealed class RuleNode
{
    public Dictionary<string, RuleNode> Literals { get; } = new(StringComparer.Ordinal);

    public RuleNode? Any { get; set; }

    public RuleNode? Rest { get; set; }

    public List<HttpBinding> Bindings { get; } = [];

    /// <summary>Returns the node of a segment, which is added if it doesn't exist.</summary>
    public RuleNode Add(TemplateSegment segment)
    {
        switch (segment.Kind)
        {
            case SegmentKind.Any:
                return Any ??= new RuleNode();
            case SegmentKind.Rest:
                return Rest ??= new RuleNode();
            default:
                if (!Literals.TryGetValue(segment.Text, out var node))
                    Literals[segment.Text] = node = new RuleNode();
                return node;
        }
    }
}
