namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>Identifies a shape before any choice is made.</summary>
internal readonly struct ShapeKey(ShapeSource source) : IEquatable<ShapeKey>
{
    private readonly ShapeSource _source = source;

    public bool Equals(ShapeKey other)
        => _source.Nodes.AsSpan().SequenceEqual(other._source.Nodes)
            && _source.Denied.AsSpan().SequenceEqual(other._source.Denied)
            && _source.Preferred == other._source.Preferred;

    public override bool Equals(object? obj) => obj is ShapeKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var node in _source.Nodes)
            hash.Add(node);
        foreach (var node in _source.Denied)
            hash.Add(node);
        hash.Add(_source.Preferred);
        return hash.ToHashCode();
    }
}
