using GatewayKit.JsonSchema.Documents;

namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>A tree of the locations to find in a file.</summary>
internal sealed class PointerTree(PointerTree? parent = null)
{
    private readonly Dictionary<string, PointerTree> _below = new(StringComparer.Ordinal);

    /// <summary>The position of the member's name or of the item; not set if the location isn't in the file.</summary>
    public (int Line, int Column)? Position { get; set; }

    /// <summary>The position, or that of the closest ancestor.</summary>
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
