using System.Buffers;
using GatewayKit.OpenApi.Schemas.Compilation;

namespace GatewayKit.OpenApi.Schemas.Evaluation;

/// <summary>The schema resources that an evaluation went through to get where it is, the outermost first (2020-12 core, section 7.1).</summary>
internal struct DynamicScope : IDisposable
{
    private SchemaResource[]? _resources;
    private int _count;

    public void Push(SchemaResource resource)
    {
        if (_resources is null || _count == _resources.Length)
            Grow();
        _resources![_count++] = resource;
    }

    public void Pop() => _count--;

    public readonly SchemaNode? Outermost(string anchor)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_resources![i].DynamicNodes.TryGetValue(anchor, out var node))
                return node;
        }
        return null;
    }

    public void Dispose()
    {
        if (_resources is not null)
            ArrayPool<SchemaResource>.Shared.Return(_resources, clearArray: true);
        _resources = null;
    }

    private void Grow()
    {
        var resources = ArrayPool<SchemaResource>.Shared.Rent(Math.Max(16, 2 * _count));
        _resources.AsSpan(0, _count).CopyTo(resources);
        if (_resources is not null)
            ArrayPool<SchemaResource>.Shared.Return(_resources, clearArray: true);
        _resources = resources;
    }
}
