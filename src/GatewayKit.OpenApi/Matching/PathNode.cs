using System.Collections.Frozen;
using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Matching;

/// <summary>The possible continuations of a path after some segments.</summary>
internal sealed class PathNode
{
    private readonly Dictionary<string, PathNode> _texts = new(StringComparer.Ordinal);
    private readonly List<(SegmentPattern Pattern, PathNode Node)> _patterns = [];
    private FrozenDictionary<string, PathNode>.AlternateLookup<ReadOnlySpan<char>> _byText;
    private PathNode? _variable;

    /// <summary>The operations whose path ends here, by method.</summary>
    public Dictionary<string, MatchTarget> Targets { get; } = new(StringComparer.Ordinal);

    public PathNode Below(IReadOnlyList<PathPart> segment)
    {
        if (segment.All(part => !part.IsVariable))
        {
            var text = string.Concat(segment.Select(part => part.Text));
            if (!_texts.TryGetValue(text, out var node))
                _texts[text] = node = new PathNode();
            return node;
        }
        if (segment.Count == 1)
            return _variable ??= new PathNode();

        var pattern = new SegmentPattern(segment);
        var known = _patterns.Find(other => other.Pattern.IsSameAs(pattern)).Node;
        if (known is null)
            _patterns.Add((pattern, known = new PathNode()));
        return known;
    }

    public void Freeze()
    {
        _byText = _texts.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _patterns.Sort((one, other) => other.Pattern.TextLength.CompareTo(one.Pattern.TextLength));
        foreach (var node in _texts.Values.Concat(_patterns.Select(pattern => pattern.Node)))
            node.Freeze();
        _variable?.Freeze();
    }

    /// <summary>Finds the most specific target for the rest of a path.</summary>
    /// <param name="method">The required method.</param>
    /// <param name="rest">The rest of the path.</param>
    /// <param name="isEnd">Whether the path has ended; an empty rest is a segment too.</param>
    /// <param name="path">The whole path.</param>
    /// <param name="second">The first match whose variables don't allow their values.</param>
    public MatchTarget? Find(string method, ReadOnlySpan<char> rest, bool isEnd, ReadOnlySpan<char> path, ref MatchTarget? second)
    {
        if (isEnd)
        {
            var target = Targets.GetValueOrDefault(method);
            if (target?.Fits(path) != false)
                return target;
            second ??= target;
            return null;
        }
        var segment = Split(ref rest, out isEnd);
        if (_byText.TryGetValue(PathText.Decode(segment), out var node) && node.Find(method, rest, isEnd, path, ref second) is { } text)
            return text;
        // A variable can't be empty at the end of a path, because that is a trailing slash. Elsewhere an empty value is missing, which
        // validation reports.
        if (segment.Length == 0)
            return isEnd ? null : _variable?.Find(method, rest, isEnd, path, ref second);
        foreach (var (pattern, below) in _patterns)
        {
            if (pattern.Matches(segment) && below.Find(method, rest, isEnd, path, ref second) is { } target)
                return target;
        }
        return _variable?.Find(method, rest, isEnd, path, ref second);
    }

    public void CollectMethods(ReadOnlySpan<char> rest, bool isEnd, SortedSet<string> methods)
    {
        if (isEnd)
        {
            methods.UnionWith(Targets.Keys);
            return;
        }
        var segment = Split(ref rest, out isEnd);
        if (_byText.TryGetValue(PathText.Decode(segment), out var node))
            node.CollectMethods(rest, isEnd, methods);
        if (segment.Length == 0)
            return;
        foreach (var (pattern, below) in _patterns)
        {
            if (pattern.Matches(segment))
                below.CollectMethods(rest, isEnd, methods);
        }
        _variable?.CollectMethods(rest, isEnd, methods);
    }

    private static ReadOnlySpan<char> Split(ref ReadOnlySpan<char> rest, out bool isLast)
    {
        var end = rest.IndexOf('/');
        isLast = end < 0;
        var segment = isLast ? rest : rest[..end];
        rest = isLast ? [] : rest[(end + 1)..];
        return segment;
    }
}
