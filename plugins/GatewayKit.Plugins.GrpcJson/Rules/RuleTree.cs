namespace GatewayKit.Plugins.GrpcJson.Rules;

/// <summary>
/// Finds the binding of a request: literals before <c>*</c> before <c>**</c>. The search visits each node of the tree at most once for
/// each verb, whatever the path.
/// </summary>
internal sealed class RuleTree
{
    private const int MaxSegments = 200;

    private readonly RuleNode _root = new();

    /// <summary>Adds a binding.</summary>
    /// <returns>The binding that already has this method and path; null if there is none.</returns>
    public HttpBinding? Add(HttpBinding binding)
    {
        var node = _root;
        foreach (var segment in binding.Template.Segments)
            node = node.Add(segment);
        var same = node.Bindings.Find(
            other => other.HttpMethod == binding.HttpMethod && other.Template.Verb == binding.Template.Verb);
        if (same is null)
            node.Bindings.Add(binding);
        return same;
    }

    /// <summary>Finds the binding of a request.</summary>
    /// <param name="path">The path: decoded except for slashes, as ASP.NET Core has it.</param>
    /// <param name="method">The HTTP method.</param>
    /// <returns>The match. Without one, the methods that the path allows; null if no template matches the path.</returns>
    public RuleMatch? Find(string path, string method)
    {
        var segments = path is ['/', _, ..] ? path[1..].Split('/', MaxSegments + 1) : [];
        if (segments.Length > MaxSegments)
            return null;

        var allowed = new SortedSet<string>(StringComparer.Ordinal);
        if (segments is [.., var last] && last.LastIndexOf(':') is >= 0 and var colon && colon < last.Length - 1)
        {
            string[] shorter = [.. segments[..^1], last[..colon]];
            if (Find(_root, shorter, 0, last[(colon + 1)..], method, allowed) is { } custom)
                return new RuleMatch(custom, shorter, allowed);
        }

        return Find(_root, segments, 0, "", method, allowed) is { } found ? new RuleMatch(found, segments, allowed)
            : allowed.Count > 0 ? new RuleMatch(null, segments, allowed)
            : null;
    }

    private static HttpBinding? Find(
        RuleNode node, string[] segments, int index, string verb, string method, SortedSet<string> allowed)
    {
        if (index == segments.Length)
            return EndOf(node, verb, method, allowed) ?? (node.Rest is { } none ? EndOf(none, verb, method, allowed) : null);

        if (node.Literals.TryGetValue(segments[index], out var literal)
            && Find(literal, segments, index + 1, verb, method, allowed) is { } exact)
            return exact;
        if (node.Any is { } any && segments[index].Length > 0
            && Find(any, segments, index + 1, verb, method, allowed) is { } single)
            return single;
        return node.Rest is { } rest ? EndOf(rest, verb, method, allowed) : null;
    }

    private static HttpBinding? EndOf(RuleNode node, string verb, string method, SortedSet<string> allowed)
    {
        foreach (var binding in node.Bindings)
        {
            if (binding.Template.Verb != verb)
                continue;
            if (binding.HttpMethod == method || binding.HttpMethod == "*")
                return binding;

            allowed.Add(binding.HttpMethod);
        }

        return null;
    }
}
