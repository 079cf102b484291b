using Microsoft.Extensions.Primitives;

namespace GatewayKit.Bodies;

/// <summary>The media types that an option lists: <c>application/json</c>, all of a type (<c>text/*</c>), or all with a suffix
/// (<c>*+json</c>), except for types of gRPC.</summary>
/// <param name="listed">The types.</param>
internal sealed class MediaTypes(IReadOnlyList<string> listed)
{
    /// <summary>The types whose bodies are text.</summary>
    public static IReadOnlyList<string> Text { get; } =
    [
        "text/*", "application/json", "*+json", "application/xml", "*+xml", "application/javascript", "application/x-ndjson",
    ];

    private readonly string[] _listed = [.. listed];

    /// <summary>Validates an option that lists types.</summary>
    /// <param name="option">The path of the option.</param>
    /// <param name="types">Its value.</param>
    public static IEnumerable<OptionsError> Validate(string option, IReadOnlyList<string> types)
        => types.Select((type, index) => (type, index)).Where(item => !IsValid(item.type)).Select(item => new OptionsError(
            $"{option}[{item.index}]",
            $"is {HeaderOptions.Quoted(item.type)}; it must be a media type without parameters, such as application/json, text/* or "
                + "*+json"));

    /// <summary>Returns whether a type is listed. Doesn't allocate.</summary>
    /// <param name="contentType">The value of <c>Content-Type</c>, with or without parameters.</param>
    public bool Contains(string? contentType)
    {
        var type = MediaTypeName.Of(contentType);
        if (type.IsEmpty)
            return false;

        foreach (var listed in _listed)
        {
            if (Matches(listed, type))
                return true;
        }

        return false;
    }

    /// <summary>Returns whether a message states several types, of which one is listed. Doesn't allocate for a single type.</summary>
    /// <param name="contentType">The values of <c>Content-Type</c>.</param>
    public bool AreAmbiguous(StringValues contentType)
        => StatedTypes.AreSeveral(contentType) && StatedTypes.Of(contentType).Any(Contains);

    private static bool Matches(ReadOnlySpan<char> listed, ReadOnlySpan<char> type)
        => listed.EndsWith("/*") ? type.StartsWith(listed[..^1], StringComparison.OrdinalIgnoreCase)
            : listed.StartsWith("*+") ? type.EndsWith(listed[1..], StringComparison.OrdinalIgnoreCase) && !IsFramed(type)
            : type.Equals(listed, StringComparison.OrdinalIgnoreCase);

    // A suffix such as +json is that of the messages in the frames of gRPC: a changed body wouldn't have the lengths that they state.
    private static bool IsFramed(ReadOnlySpan<char> type) => type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase);

    private static bool IsValid(string type)
        => type.StartsWith("*+", StringComparison.Ordinal) ? IsName(type.AsSpan(2))
            : type.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
                && IsName(type.AsSpan(0, slash)) && (type.AsSpan(slash + 1) is "*" || IsName(type.AsSpan(slash + 1)));

    // An asterisk is a character of tokens, but stands for others only alone.
    private static bool IsName(ReadOnlySpan<char> text) => HttpSyntax.IsToken(text) && !text.Contains('*');
}
