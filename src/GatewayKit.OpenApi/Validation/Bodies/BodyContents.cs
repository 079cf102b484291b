using GatewayKit.JsonSchema;

namespace GatewayKit.OpenApi.Validation.Bodies;

/// <summary>The declared media types of a body.</summary>
internal sealed class BodyContents
{
    private readonly List<BodyContent> _contents = [];

    public BodyContents(IReadOnlyList<OpenApiMediaType> declared, SchemaDirection direction, List<SchemaError> errors)
    {
        foreach (var mediaType in declared)
        {
            if (MediaType.TryParse(mediaType.Name, out var type))
                _contents.Add(new BodyContent(mediaType, type, direction, errors));
        }
    }

    /// <summary>Whether no media type is declared, so that any body is allowed.</summary>
    public bool IsEmpty => _contents.Count == 0;

    /// <summary>Whether an empty body is valid: text, or a body without a schema.</summary>
    public bool AllowsNothing
        => _contents.Exists(content => content.Declared.Schema is null || !(content.Type.IsJson || content.Type.IsXml));

    /// <summary>The media types as the document writes them, for messages.</summary>
    public string Names => string.Join(", ", _contents.Select(content => content.Declared.Name));

    /// <summary>Returns the most specific declaration for a message's media type (OpenAPI 3.1, section 4.8.13); <c>null</c> if none
    /// matches.</summary>
    public BodyContent? Find(MediaType actual)
    {
        BodyContent? found = null;
        foreach (var content in _contents)
        {
            if (content.Type.Includes(actual) && Agrees(content.Type, actual) && (found is null || Rank(content.Type) > Rank(found.Type)))
                found = content;
        }
        return found;
    }

    /// <summary>Returns the declaration for a body without a media type: JSON if it is declared, otherwise the first one.</summary>
    public BodyContent? Default => _contents.Find(content => content.Type.IsJson) ?? _contents.FirstOrDefault();

    private static int Rank(MediaType type)
        => type.Type == "*" ? 0 : type.Subtype == "*" ? 1 : type.IsRange ? 2 : 3 + type.Parameters.Count;

    /// <summary>Whether no parameter contradicts the declaration. A missing parameter doesn't.</summary>
    private static bool Agrees(MediaType declared, MediaType actual)
    {
        foreach (var (name, value) in declared.Parameters)
        {
            if (actual.Parameter(name) is { } other && !other.Equals(value, StringComparison.OrdinalIgnoreCase))
                return false;
        }
        return true;
    }
}
