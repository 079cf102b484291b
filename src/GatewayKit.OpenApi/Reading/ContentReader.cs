using System.Text.Json;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Reads bodies of OpenAPI 3 by their media types.</summary>
internal sealed class ContentReader(ReaderScope scope)
{
    private static readonly Dictionary<string, OpenApiEncoding> NoEncoding = [];

    private readonly Dictionary<string, OpenApiRequestBody> _bodies = new(StringComparer.Ordinal);

    public OpenApiRequestBody? RequestBody(Place operation)
    {
        if (Members.Any(operation, "requestBody") is not { } declared)
            return null;
        // What can't be read may be anything.
        if (scope.Members.Object(declared) is not { } place)
            return new OpenApiRequestBody { Location = declared.Location };
        var location = place.Location;
        if (_bodies.TryGetValue(location, out var known))
            return known;
        scope.Spelling.RequestBody(place);
        return _bodies[location] = new OpenApiRequestBody
        {
            Required = scope.Members.Flag(place, "required") ?? false,
            Content = Content(place),
            Location = location,
        };
    }

    /// <summary>The media types of <c>content</c>. Those of a parameter or a header have no encoding, which would have headers again.</summary>
    public IReadOnlyList<OpenApiMediaType> Content(Place parent, bool withEncoding = true)
        => [.. scope.Members.Of(scope.Members.Object(parent, "content"), withExtensions: true).Where(member => IsMediaType(member.Name, member.Place))
            .Select(member => (member.Name, Place: scope.Members.Object(member.Place)))
            .Where(member => member.Place is not null).Select(member => MediaType(member.Name, member.Place!.Value, withEncoding))];

    /// <summary>Documents have other fields here too, such as a description that belongs one level up: of no meaning, and of no harm.</summary>
    private static bool IsMediaType(string name, Place place) => name.Contains('/', StringComparison.Ordinal) || place.Json.ValueKind == JsonValueKind.Object;

    private OpenApiMediaType MediaType(string name, Place place, bool withEncoding)
    {
        scope.Spelling.MediaType(place);
        return new()
        {
            Name = name,
            Schema = scope.Schema(place, "schema") ?? Items(name, place),
            Examples = ExampleReader.Read(scope, place),
            Encoding = withEncoding ? Encodings(place) : NoEncoding,
        };
    }

    /// <summary>What a sequence holds whose items have a schema (OpenAPI 3.2): an array of them.</summary>
    private OpenApiSchema? Items(string name, Place place)
        => scope.Schema(place, "itemSchema") is { } items && OpenApi.Content.MediaType.TryParse(name, out var type) && (type.IsJsonSequence || type.IsEventStream)
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

    private Dictionary<string, OpenApiEncoding> Encodings(Place place)
    {
        if (scope.Members.Object(place, "encoding") is not { } declared)
            return NoEncoding;
        var encodings = new Dictionary<string, OpenApiEncoding>(StringComparer.Ordinal);
        foreach (var (name, member) in scope.Members.Of(declared, withExtensions: true))
        {
            if (scope.Members.Object(member) is { } encoding)
                encodings[name] = Encoding(encoding);
        }
        return encodings;
    }

    /// <summary>Once one of style, explode and allowReserved is there, the others have their defaults (OpenAPI 3.1, section 4.8.15).</summary>
    private OpenApiEncoding Encoding(Place place)
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

    /// <summary>The headers of a response or a part, <c>Content-Type</c> excepted.</summary>
    public IReadOnlyList<OpenApiParameter> Headers(Place parent)
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
