using System.Text.Json;
using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Reads the media types of OpenAPI 3 bodies.</summary>
internal sealed class ContentReader(ReaderScope scope)
{
    private static readonly Dictionary<string, OpenApiEncoding> s_noEncoding = [];

    private readonly Dictionary<string, OpenApiRequestBody> _bodies = new(StringComparer.Ordinal);

    public OpenApiRequestBody? RequestBody(SourceLocation operation)
    {
        if (Members.Any(operation, "requestBody") is not { } declared)
            return null;
        // A schema that can't be read allows anything.
        if (scope.Members.Object(declared) is not { } place)
            return new OpenApiRequestBody { Location = declared.Location };
        var location = place.Location;
        if (_bodies.TryGetValue(location, out var known))
            return known;
        scope.Spelling.RequestBody(place);
        return _bodies[location] = new OpenApiRequestBody
        {
            Description = Members.Prose(place, "description"),
            Required = scope.Members.Flag(place, "required") ?? false,
            Content = Content(place),
            Location = location,
        };
    }

    /// <summary>Reads the media types of <c>content</c>. Those of a parameter or a header don't have an encoding, which would contain
    /// headers again.</summary>
    public IReadOnlyList<OpenApiMediaType> Content(SourceLocation parent, bool withEncoding = true)
        => [.. scope.Members
            .Of(scope.Members.Object(parent, "content"), withExtensions: true)
            .Where(member => IsMediaType(member.Name, member.Location))
                .Select(member => (member.Name, Location: scope.Members.Object(member.Location)))
                .Where(member => member.Location is not null)
                .Select(member => MediaType(member.Name, member.Location!.Value, withEncoding))];

    /// <summary>Documents have other fields here too, such as a misplaced description: they don't have a meaning and are
    /// harmless.</summary>
    private static bool IsMediaType(string name, SourceLocation place)
        => name.Contains('/', StringComparison.Ordinal) || place.Json.ValueKind == JsonValueKind.Object;

    private OpenApiMediaType MediaType(string name, SourceLocation place, bool withEncoding)
    {
        scope.Spelling.MediaType(place);
        return new()
        {
            Name = name,
            Schema = scope.Schema(place, "schema") ?? Items(name, place),
            Examples = ExampleReader.Read(scope, place),
            Encoding = withEncoding ? Encodings(place) : s_noEncoding,
        };
    }

    /// <summary>The schema of a sequence whose items have a schema (OpenAPI 3.2): an array of them.</summary>
    private OpenApiSchema? Items(string name, SourceLocation place)
        => scope.Schema(place, "itemSchema") is { } items
            && OpenApi.MediaType.TryParse(name, out var type)
            && (type.IsJsonSequence || type.IsEventStream)
            ? scope.Made.Get(place.Below("itemSchema", items.Json), json => WriteArray(json, items))
            : null;

    private static void WriteArray(Utf8JsonWriter json, OpenApiSchema items)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "array"u8);
        json.WriteStartObject("items"u8);
        json.WriteString("$ref"u8, items.Location);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private Dictionary<string, OpenApiEncoding> Encodings(SourceLocation place)
    {
        if (scope.Members.Object(place, "encoding") is not { } declared)
            return s_noEncoding;
        var encodings = new Dictionary<string, OpenApiEncoding>(StringComparer.Ordinal);
        foreach (var (name, member) in scope.Members.Of(declared, withExtensions: true))
        {
            if (scope.Members.Object(member) is { } encoding)
                encodings[name] = Encoding(encoding);
        }
        return encodings;
    }

    /// <summary>If one of style, explode and allowReserved is declared, the others have their defaults (OpenAPI 3.1, section
    /// 4.8.15).</summary>
    private OpenApiEncoding Encoding(SourceLocation place)
    {
        var (explode, allowReserved) = (scope.Members.Flag(place, "explode"), scope.Members.Flag(place, "allowReserved"));
        var style = ParameterFields.Style(scope, place) ?? (explode is not null || allowReserved is not null ? ParameterStyle.Form : null);
        return new OpenApiEncoding
        {
            ContentType = scope.Members.Text(place, "contentType"),
            Headers = Headers(place),
            Style = style,
            Explode = explode ?? style is null or ParameterStyle.Form,
            AllowReserved = allowReserved,
        };
    }

    /// <summary>Reads the headers of a response or a part, except for <c>Content-Type</c>.</summary>
    public IReadOnlyList<OpenApiParameter> Headers(SourceLocation parent)
    {
        var headers = new List<OpenApiParameter>();
        foreach (var (name, member) in scope.Members.Of(scope.Members.Object(parent, "headers"), withExtensions: true))
        {
            if (!name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) && scope.Members.Object(member) is { } header)
            {
                scope.Spelling.Header(header);
                headers.Add(ParameterFields.Read(scope, this, header, name, ParameterLocation.Header, header.Location));
            }
        }
        return headers;
    }
}
