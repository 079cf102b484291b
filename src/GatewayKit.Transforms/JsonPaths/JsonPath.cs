namespace GatewayKit.Transforms;

/// <summary>
/// A path to values of a JSON document: a JSON Pointer (RFC 6901), or a JSONPath (RFC 9535) without functions. Immutable.
/// </summary>
internal sealed class JsonPath(IReadOnlyList<JsonPathSegment> segments)
{
    /// <summary>The maximum length of the text of a path, in characters.</summary>
    public const int MaximumLength = 1_000;

    /// <summary>Gets the segments.</summary>
    public IReadOnlyList<JsonPathSegment> Segments { get; } = segments;

    /// <summary>Gets whether the path is the root.</summary>
    public bool IsRoot => Segments.Count == 0;

    /// <summary>Gets whether the path is a JSON Pointer.</summary>
    public bool IsPointer => Segments.All(segment => segment.Selectors is [PointerSelector]);

    /// <summary>Gets whether the path selects at most one value.</summary>
    public bool IsSingular => Segments.All(segment => segment.IsSingular);

    /// <summary>Gets the name of the member that the last segment selects; null if it can select others.</summary>
    public string? LastName => Segments is [.., { IsDescendant: false, Selectors: [var last] }]
        ? last switch
        {
            NameSelector name => name.Name,
            PointerSelector pointer => pointer.Token,
            _ => null,
        }
        : null;

    /// <summary>Gets the path without its last segment.</summary>
    public JsonPath Parent => new([.. Segments.SkipLast(1)]);

    /// <summary>Reads a path: a pointer, which is empty or begins with a slash, or a JSONPath, which begins with <c>$</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">The reason why it isn't valid, as the end of a sentence.</param>
    /// <returns>The path; null if it isn't valid.</returns>
    public static JsonPath? Parse(string text, out string problem)
    {
        problem = "";
        try
        {
            if (text.Length > MaximumLength)
                throw new JsonPathException($"it has more than {MaximumLength} characters");
            return text is "" or ['/', ..] ? JsonPointer.Parse(text) : new JsonPathParser(text).Parse();
        }
        catch (JsonPathException error)
        {
            problem = error.Message;
            return null;
        }
    }

    /// <summary>Returns the values of the document that the path selects.</summary>
    public List<JsonMatch> Select(JsonPathRun run) => SelectFrom(run.Root, run);

    /// <summary>Returns the values that the path selects from a value.</summary>
    public List<JsonMatch> SelectFrom(JsonTree start, JsonPathRun run)
    {
        var matches = new List<JsonMatch> { new(null, start) };
        foreach (var segment in Segments)
        {
            var selected = new List<JsonMatch>();
            foreach (var match in matches)
                segment.Select(match.Value, run, selected);
            matches = selected;
        }

        return matches;
    }
}
