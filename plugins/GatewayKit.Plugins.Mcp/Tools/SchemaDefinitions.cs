using System.Diagnostics.CodeAnalysis;
using GatewayKit.OpenApi;

namespace GatewayKit.Plugins.Mcp.Tools;

/// <summary>The targets of references that become <c>$defs</c> of a schema, each with a name of its own.</summary>
internal sealed class SchemaDefinitions
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Queue<(string Name, OpenApiSchema Schema)> _pending = [];
    private readonly UniqueNames _unique = new();

    /// <summary>Gets whether targets aren't written yet.</summary>
    public bool ArePending => _pending.Count > 0;

    /// <summary>Returns the name of a target, which resembles the last part of its location.</summary>
    public string NameOf(OpenApiSchema target)
    {
        if (_names.TryGetValue(target.Location, out var known))
            return known;

        var name = _unique.Of(Uri.UnescapeDataString(target.Location).TrimEnd('/', '#').Split('/', '#')[^1]);
        _names.Add(target.Location, name);
        _pending.Enqueue((name, target));
        return name;
    }

    /// <summary>Returns the next target to write, if there is one. Writing it can add others.</summary>
    public bool TryTake([NotNullWhen(true)] out string? name, [NotNullWhen(true)] out OpenApiSchema? schema)
    {
        var isPending = _pending.TryDequeue(out var next);
        (name, schema) = next;
        return isPending;
    }
}
