using System.Runtime.InteropServices;
using System.Text.Json;
using GatewayKit.JsonSchema.Documents;

namespace GatewayKit.OpenApi.Model;

/// <summary>
/// The identifiers (<c>$id</c>) and anchors of the schemas in a document (2020-12 core, section 8.2), by location. A document without any,
/// as usual, isn't traversed.
/// </summary>
internal sealed class SchemaIdentifiers
{
    /// <summary>The maximum number of characters in all locations; below long names, they could grow quadratically.</summary>
    private const long MaxLength = 16 * 1024 * 1024;

    private readonly Uri _uri;
    private long _length;

    private SchemaIdentifiers(Uri uri) => _uri = uri;

    /// <summary>The locations of schemas with an identifier, and their URIs.</summary>
    public Dictionary<string, Uri> Resources { get; } = new(StringComparer.Ordinal);

    /// <summary>The locations of anchors, by the URI of their resource and their name.</summary>
    public Dictionary<(string Uri, string Name), string> Anchors { get; } = [];

    /// <summary>The locations of schemas with either one, outer schemas first.</summary>
    public List<string> Places { get; } = [];

    /// <summary>Finds the identifiers of a document; <c>null</c> if it doesn't have any.</summary>
    public static SchemaIdentifiers? Of(Uri uri, JsonElement document)
    {
        var text = JsonMarshal.GetRawUtf8Value(document);
        if (text.IndexOf("\"$id\""u8) < 0 && text.IndexOf("\"$anchor\""u8) < 0 && text.IndexOf("\"$dynamicAnchor\""u8) < 0)
            return null;
        var identifiers = new SchemaIdentifiers(uri);
        identifiers.Visit(new PathTrail(), document, uri);
        return identifiers.Places.Count > 0 ? identifiers : null;
    }

    /// <summary>Returns the base URI of references at a location, and the location of the schema that declares it.</summary>
    public (Uri Uri, string Pointer) BaseOf(string pointer)
    {
        for (var end = pointer.Length; end > 0; end = end == 1 ? 0 : pointer.LastIndexOf('/', end - 1))
        {
            if (Resources.TryGetValue(pointer[..end], out var uri))
                return (uri, pointer[..end]);
        }
        return (Resources.GetValueOrDefault("", _uri), "");
    }

    private void Visit(PathTrail path, JsonElement json, Uri against)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in json.EnumerateArray())
            {
                path.Enter(index++);
                Visit(path, item, against);
                path.Leave();
            }
        }
        if (json.ValueKind != JsonValueKind.Object)
            return;
        against = Identify(path, json, against);
        foreach (var member in json.EnumerateObject())
        {
            path.Enter(member.Name);
            if (MemberKinds.HasNames(member.Name) && member.Value.ValueKind == JsonValueKind.Object)
                VisitNamed(path, member.Value, against);
            else if (!MemberKinds.IsData(member.Name))
                Visit(path, member.Value, against);
            path.Leave();
        }
    }

    private void VisitNamed(PathTrail path, JsonElement map, Uri against)
    {
        foreach (var named in map.EnumerateObject())
        {
            path.Enter(named.Name);
            Visit(path, named.Value, against);
            path.Leave();
        }
    }

    private Uri Identify(PathTrail path, JsonElement json, Uri against)
    {
        if (!json.TryGetProperty("$id", out _) && !json.TryGetProperty("$anchor", out _) && !json.TryGetProperty("$dynamicAnchor", out _))
            return against;
        var pointer = path.ToString();
        _length += pointer.Length;
        if (_length > MaxLength)
            return against;
        Places.Add(pointer);
        if (Text(json, "$id") is { } id && SchemaUri.Resolve(against, SchemaUri.Split(id).Uri) is { } uri)
            Resources[pointer] = against = uri;
        foreach (var name in (ReadOnlySpan<string>)["$anchor", "$dynamicAnchor"])
        {
            if (Text(json, name) is { } anchor)
                Anchors.TryAdd((SchemaUri.Key(against), anchor), pointer);
        }
        return against;
    }

    private static string? Text(JsonElement json, string name)
        => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
