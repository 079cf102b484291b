using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Plugins.GrpcJson.Rules;

/// <summary>The template of a path as <c>google.api.http</c> defines it, such as <c>/v1/{name=shelves/*}/books:list</c>.</summary>
internal sealed class PathTemplate
{
    private readonly List<TemplateSegment> _segments = [];
    private readonly List<TemplateVariable> _variables = [];

    private PathTemplate(string text) => Text = text;

    /// <summary>Gets the template as it is written.</summary>
    public string Text { get; }

    public IReadOnlyList<TemplateSegment> Segments => _segments;

    public IReadOnlyList<TemplateVariable> Variables => _variables;

    /// <summary>Gets the custom verb after the path; empty if there is none.</summary>
    public string Verb { get; private set; } = "";

    /// <summary>Reads a template.</summary>
    /// <param name="text">The text.</param>
    /// <param name="template">The template.</param>
    /// <param name="error">The error, such as <c>must begin with a slash</c>.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out PathTemplate? template, [NotNullWhen(false)] out string? error)
    {
        template = new PathTemplate(text);
        error = template.Read(text);
        if (error is not null)
            template = null;
        return error is null;
    }

    private string? Read(string text)
    {
        if (text is not ['/', .. var rest])
            return "must begin with a slash";
        var colon = rest.LastIndexOf(':');
        if (colon > rest.LastIndexOfAny(['/', '}']))
            (rest, Verb) = (rest[..colon], rest[(colon + 1)..]);
        else if (colon >= 0 && colon == rest.LastIndexOf('}') + 1)
            (rest, Verb) = (rest[..colon], rest[(colon + 1)..]);

        while (rest.Length > 0)
        {
            var end = rest[0] == '{' ? rest.IndexOf('}', StringComparison.Ordinal) + 1 : EndOfSegment(rest);
            if (end <= 0 || (end < rest.Length && rest[end] != '/') || end == rest.Length - 1)
                return "has an incomplete variable, or an empty segment";
            if ((rest[0] == '{' ? ReadVariable(rest[1..(end - 1)]) : ReadSegment(rest[..end])) is { } error)
                return error;
            rest = end == rest.Length ? "" : rest[(end + 1)..];
        }

        return _segments.SkipLast(1).Any(segment => segment.Kind == SegmentKind.Rest) ? "must have ** only at its end" : null;
    }

    private static int EndOfSegment(string text) => text.IndexOf('/', StringComparison.Ordinal) is >= 0 and var end ? end : text.Length;

    private string? ReadVariable(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var (path, value) = equals < 0 ? (text, "*") : (text[..equals], text[(equals + 1)..]);
        var start = _segments.Count;
        foreach (var segment in value.Split('/'))
        {
            if (ReadSegment(segment) is { } error)
                return error;
        }

        _variables.Add(new TemplateVariable(path, start, _segments.Count));
        return null;
    }

    private string? ReadSegment(string text)
    {
        if (text.Length == 0 || text.AsSpan().ContainsAny('{', '}'))
            return "has an empty segment, or a variable in a variable";

        _segments.Add(text switch
        {
            "*" => new(SegmentKind.Any, ""),
            "**" => new(SegmentKind.Rest, ""),
            _ => new(SegmentKind.Literal, Uri.UnescapeDataString(text)),
        });
        return null;
    }
}
