using GatewayKit.OpenApi;

namespace GatewayKit.Plugins.Mcp.Tools;

/// <summary>The operations that a call of a tool could lead to by the values of its arguments, such as <c>GET /orders/export</c> for a
/// tool of <c>GET /orders/{id}</c>. A caller may not be allowed to use their tools.</summary>
internal sealed class OtherOperations
{
    private readonly string[][] _others;
    private readonly string[] _own;

    /// <param name="operation">The operation of the tool.</param>
    /// <param name="all">All operations of the document.</param>
    public OtherOperations(OpenApiOperation operation, IReadOnlyList<OpenApiOperation> all)
    {
        _own = Segments(operation.Path);
        _others = !operation.Path.Contains('{') ? []
            : [.. all.Where(other => other.Method == operation.Method && other.Path != operation.Path)
                .Select(other => Segments(other.Path)).Where(IsMoreSpecific)];
    }

    /// <summary>Returns whether a path is another operation's.</summary>
    /// <param name="path">The path, percent-encoded, without the base path.</param>
    public bool Include(string path)
    {
        if (_others.Length == 0)
            return false;

        var segments = Segments(path);
        return Array.Exists(_others, other => other.Zip(segments).All(pair => Fits(pair.First, Uri.UnescapeDataString(pair.Second))));
    }

    /// <summary>The last slash doesn't matter to many APIs.</summary>
    private static string[] Segments(string path) => path.TrimEnd('/').Split('/');

    private bool IsMoreSpecific(string[] other)
        => other.Length == _own.Length && other.Zip(_own).Any(pair => TextLength(pair.First) > TextLength(pair.Second));

    /// <summary>The length of the text around variables; the maximum if there are none.</summary>
    private static int TextLength(string segment)
        => segment.Contains('{') ? segment.IndexOf('{') + segment.Length - 1 - segment.LastIndexOf('}') : int.MaxValue;

    /// <summary>Many APIs ignore the case.</summary>
    private static bool Fits(string template, string segment)
    {
        var start = template.IndexOf('{');
        return start < 0
            ? template.Equals(segment, StringComparison.OrdinalIgnoreCase)
            : segment.StartsWith(template[..start], StringComparison.OrdinalIgnoreCase)
                && segment.EndsWith(template[(template.LastIndexOf('}') + 1)..], StringComparison.OrdinalIgnoreCase);
    }
}
