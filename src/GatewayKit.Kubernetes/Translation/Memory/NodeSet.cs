namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>A set of results. Most sets have only one.</summary>
internal struct NodeSet
{
    /// <summary>Null, a <see cref="MemoNode"/>, or a set of several.</summary>
    private object? _nodes;

    public readonly bool IsEmpty => _nodes is null;

    public void Add(MemoNode node)
    {
        if (_nodes is HashSet<MemoNode> several)
            several.Add(node);
        else if (_nodes is null)
            _nodes = node;
        else if (!ReferenceEquals(_nodes, node))
            _nodes = new HashSet<MemoNode> { (MemoNode)_nodes, node };
    }

    public void Remove(MemoNode node)
    {
        if (ReferenceEquals(_nodes, node) || (_nodes is HashSet<MemoNode> several && several.Remove(node) && several.Count == 0))
            _nodes = null;
    }

    /// <summary>Marks all of them.</summary>
    public readonly void Doubt()
    {
        if (_nodes is MemoNode only)
        {
            only.Doubt();
        }
        else if (_nodes is HashSet<MemoNode> several)
        {
            foreach (var node in several)
                node.Doubt();
        }
    }
}
