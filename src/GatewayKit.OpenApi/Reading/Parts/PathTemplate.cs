namespace GatewayKit.OpenApi.Reading.Parts;

/// <summary>A path template, split into segments.</summary>
internal sealed class PathTemplate
{
    private PathTemplate(IReadOnlyList<IReadOnlyList<PathPart>> segments) => Segments = segments;

    /// <summary>The parts of each segment; an empty segment has no parts.</summary>
    public IReadOnlyList<IReadOnlyList<PathPart>> Segments { get; }

    public IEnumerable<string> Variables
        => Segments.SelectMany(segment => segment).Where(part => part.IsVariable).Select(part => part.Text);

    /// <summary>The template without the names of its variables: equal for templates that match the same paths.</summary>
    public string Shape
        => string.Concat(Segments.Select(segment => "/" + string.Concat(segment.Select(part => part.IsVariable ? "{}" : part.Text))));

    public static PathTemplate? Parse(string path, out string problem)
    {
        problem = "";
        var segments = new List<IReadOnlyList<PathPart>>();
        foreach (var text in path[0] == '/' ? path[1..].Split('/') : path.Split('/'))
        {
            if (Segment(text) is not { } segment)
            {
                problem = "The braces of the path don't match: each expression is a name in braces, within one segment.";
                return null;
            }
            segments.Add(segment);
        }
        return new PathTemplate(segments);
    }

    private static List<PathPart>? Segment(string text)
    {
        var parts = new List<PathPart>();
        for (var position = 0; position < text.Length;)
        {
            var open = text.IndexOfAny(['{', '}'], position);
            if (open < 0)
                open = text.Length;
            if (open > position)
                parts.Add(new PathPart(Uri.UnescapeDataString(text[position..open]), IsVariable: false));
            if (open == text.Length)
                break;
            var close = text[open] == '{' ? text.IndexOfAny(['{', '}'], open + 1) : -1;
            if (close <= open + 1 || text[close] == '{')
                return null;
            parts.Add(new PathPart(text[(open + 1)..close], IsVariable: true));
            position = close + 1;
        }
        return parts;
    }
}
