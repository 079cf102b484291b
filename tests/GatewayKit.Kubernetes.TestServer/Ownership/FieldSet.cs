using System.Text.Json.Nodes;

namespace GatewayKit.Kubernetes.TestServer.Ownership;

/// <summary>
/// A set of fields as a tree, in the notation of <c>fieldsV1</c>: <c>f:name</c> for a member, <c>k:{...}</c> for an item with keys,
/// <c>v:...</c> for an item of a set.
/// </summary>
internal sealed class FieldSet
{
    private readonly SortedDictionary<string, FieldSet> _children = new(StringComparer.Ordinal);

    /// <summary>Gets or sets whether the field itself belongs to the set, not only fields within it.</summary>
    public bool IsMember { get; set; }

    public IReadOnlyDictionary<string, FieldSet> Children => _children;

    public bool IsEmpty => !IsMember && _children.Count == 0;

    public static FieldSet Parse(JsonObject source)
    {
        var result = new FieldSet { IsMember = source.Count == 0 };
        foreach (var (name, child) in source)
            if (name == ".")
                result.IsMember = true;
            else
                result._children[name] = Parse(child as JsonObject ?? []);
        return result;
    }

    public JsonObject ToJson()
    {
        var result = new JsonObject();
        if (IsMember && _children.Count > 0)
            result["."] = new JsonObject();
        foreach (var (name, child) in _children)
            result[name] = child.ToJson();
        return result;
    }

    public FieldSet? Child(string name) => _children.GetValueOrDefault(name);

    /// <summary>Adds a part, unless it is empty.</summary>
    public void Add(string name, FieldSet child)
    {
        if (!child.IsEmpty)
            _children[name] = child;
    }

    public void Drop(string name) => _children.Remove(name);

    public FieldSet Union(FieldSet other)
    {
        var result = new FieldSet { IsMember = IsMember || other.IsMember };
        foreach (var (name, child) in _children)
            result._children[name] = other.Child(name) is { } both ? child.Union(both) : child;
        foreach (var (name, child) in other._children)
            result._children.TryAdd(name, child);
        return result;
    }

    public FieldSet Except(FieldSet other)
    {
        var result = new FieldSet { IsMember = IsMember && !other.IsMember };
        foreach (var (name, child) in _children)
            result.Add(name, other.Child(name) is { } both ? child.Except(both) : child);
        return result;
    }
}
