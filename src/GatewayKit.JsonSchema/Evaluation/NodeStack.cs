using System.Buffers;

namespace GatewayKit.JsonSchema.Evaluation;

/// <summary>The schemas that led to the current evaluation, outermost first: their resources are the dynamic scope (2020-12 core, section
/// 7.1). Those above a mark are applied to the same location of the instance.</summary>
internal struct NodeStack : IDisposable
{
    private SchemaNode[]? _nodes;
    private int _count;
    private int _place;

    public readonly int Count => _count;

    /// <summary>Whether no schema is being applied to this location of the instance yet.</summary>
    public readonly bool IsPlaceStart => _count == _place;

    public void Push(SchemaNode node)
    {
        if (_nodes is null || _count == _nodes.Length)
            Grow();
        _nodes![_count++] = node;
    }

    public void Pop() => _count--;

    /// <summary>Moves to another location of the instance; returns the state to restore.</summary>
    public int EnterPlace()
    {
        var outer = _place;
        _place = _count;
        return outer;
    }

    public void LeavePlace(int outer) => _place = outer;

    /// <summary>Whether a schema is being applied to this location of the instance.</summary>
    public readonly bool IsApplied(SchemaNode node) => _nodes.AsSpan(_place, _count - _place).Contains(node);

    public readonly SchemaNode? FindApplied(HashSet<SchemaNode> nodes)
    {
        for (var i = _place; i < _count; i++)
        {
            if (nodes.Contains(_nodes![i]))
                return _nodes[i];
        }
        return null;
    }

    public readonly SchemaNode? Outermost(string anchor)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_nodes![i].Resource.DynamicNodes.TryGetValue(anchor, out var node))
                return node;
        }
        return null;
    }

    public void Dispose()
    {
        if (_nodes is not null)
            ArrayPool<SchemaNode>.Shared.Return(_nodes, clearArray: true);
        _nodes = null;
    }

    private void Grow()
    {
        var nodes = ArrayPool<SchemaNode>.Shared.Rent(Math.Max(16, 2 * _count));
        _nodes.AsSpan(0, _count).CopyTo(nodes);
        if (_nodes is not null)
            ArrayPool<SchemaNode>.Shared.Return(_nodes, clearArray: true);
        _nodes = nodes;
    }
}
