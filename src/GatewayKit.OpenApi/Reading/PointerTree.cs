using GatewayKit.OpenApi.Schemas.Compilation;

namespace GatewayKit.OpenApi.Reading;

/// <summary>The places of a file that are looked for, as a tree.</summary>
internal sealed class PointerTree(PointerTree? parent = null)
{
    private readonly Dictionary<string, PointerTree> _below = new(StringComparer.Ordinal);

    /// <summary>Where the name of the member stands, or the item; not set if the place is not in the file.</summary>
    public (int Line, int Column)? Position { get; set; }

    /// <summary>The position, or that of what is next above.</summary>
    public (int Line, int Column) Found => Position ?? parent?.Found ?? (1, 1);

    public bool IsLeaf => _below.Count == 0;

    public PointerTree Want(string pointer)
    {
        var node = this;
        foreach (var token in pointer.Split('/').Skip(1))
        {
            var name = JsonPointer.Unescape(token);
            if (!node._below.TryGetValue(name, out var below))
                node._below[name] = below = new PointerTree(node);
            node = below;
        }
        return node;
    }

    public PointerTree? Below(string name) => _below.GetValueOrDefault(name);
}
