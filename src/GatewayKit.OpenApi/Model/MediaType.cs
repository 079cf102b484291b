using System.Diagnostics.CodeAnalysis;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi;

/// <summary>A media type or a media range (RFC 9110, sections 8.3.1 and 12.5.1). Thread-safe.</summary>
public sealed class MediaType
{
    internal MediaType(string type, string subtype, IReadOnlyList<KeyValuePair<string, string>> parameters)
        => (Type, Subtype, Parameters) = (type, subtype, parameters);

    /// <summary>The type in lower case, such as <c>application</c>; <c>*</c> for any type.</summary>
    public string Type { get; }

    /// <summary>The subtype in lower case, such as <c>vnd.pet+json</c>; <c>*</c> for any subtype, <c>*+json</c> for any subtype with a
    /// suffix.</summary>
    public string Subtype { get; }

    /// <summary>The parameters in their original order, with names in lower case; at most 16.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; }

    /// <summary>The structured syntax suffix (RFC 6838, section 4.2.8), such as <c>json</c>; empty without a suffix.</summary>
    public string Suffix => Subtype.LastIndexOf('+') is var plus and >= 0 ? Subtype[(plus + 1)..] : "";

    /// <summary>Whether it is a range of media types.</summary>
    public bool IsRange => Subtype[0] == '*';

    /// <summary>Whether it is JSON: <c>application/json</c>, <c>text/json</c> or any media type with the suffix <c>+json</c>.</summary>
    public bool IsJson => Subtype == "json" || Suffix == "json";

    /// <summary>Whether it is XML: <c>application/xml</c>, <c>text/xml</c> or any media type with the suffix <c>+xml</c>.</summary>
    public bool IsXml => Subtype == "xml" || Suffix == "xml";

    /// <summary>Whether it is a sequence of JSON values: one per line, as in <c>application/x-ndjson</c> and <c>application/jsonl</c>, or
    /// each after a record separator, as in <c>application/json-seq</c> (RFC 7464).</summary>
    public bool IsJsonSequence
        => IsSeparated || Subtype is "x-ndjson" or "ndjson" or "jsonl" or "x-jsonl" or "jsonlines" or "x-jsonlines" or "x-json-stream";

    /// <summary>Whether a record separator precedes each value of the sequence.</summary>
    internal bool IsSeparated => Subtype == "json-seq" || Suffix == "json-seq";

    internal bool IsEventStream => this is { Type: "text", Subtype: "event-stream" };

    /// <summary>Parses a media type or a range.</summary>
    /// <param name="text">The text, at most 1,024 characters.</param>
    /// <param name="mediaType">The media type; <c>null</c> if the text isn't valid.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out MediaType? mediaType)
    {
        mediaType = text is { Length: <= 1024 } ? MediaTypeReader.Read(text) : null;
        return mediaType is not null;
    }

    /// <summary>Returns the value of a parameter; <c>null</c> if the parameter is missing.</summary>
    /// <param name="name">The parameter's name in lower case.</param>
    public string? Parameter(string name)
    {
        foreach (var parameter in Parameters)
        {
            if (parameter.Key == name)
                return parameter.Value;
        }
        return null;
    }

    /// <summary>Whether this range contains another media type or range, or equals it. Parameters aren't compared.</summary>
    /// <param name="other">The other media type or range.</param>
    public bool Includes(MediaType other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Type == "*" || (Type == other.Type && (Subtype == "*" || Subtype == other.Subtype || IncludesSuffix(other)));
    }

    /// <inheritdoc/>
    public override string ToString()
        => string.Concat([$"{Type}/{Subtype}",
            .. Parameters.Select(parameter => $"; {parameter.Key}={MediaTypeReader.Quote(parameter.Value)}")]);

    private bool IncludesSuffix(MediaType other) => Subtype.StartsWith("*+", StringComparison.Ordinal) && other.Suffix == Suffix;
}
