using System.Buffers;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Content.Bodies;
using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Model;
using GatewayKit.OpenApi.Validation.Parameters;

namespace GatewayKit.OpenApi.Validation.Bodies.Forms;

/// <summary>The encoding of one form property (OpenAPI 3.1, section 4.8.15). Compiled once.</summary>
internal sealed class FormProperty
{
    private static readonly SearchValues<char> s_reserved = SearchValues.Create(":/?#[]@!$&'()*,;=");

    private readonly OpenApiEncoding? _encoding;
    private readonly FormText _text;
    private readonly bool _isJson;

    public FormProperty(string name,
        SchemaSurface shape, OpenApiEncoding? encoding, IReadOnlySet<string> names, SchemaDirection direction, List<SchemaError> errors)
    {
        Name = name;
        Shape = shape;
        _encoding = encoding;
        _text = new FormText(
            name, encoding?.Style ?? ParameterStyle.Form, encoding?.Style is null || encoding.Explode, shape, TextDecoding.Form, names);
        MediaTypes = [.. (encoding?.ContentType ?? "")
            .Split(',')
            .Select(text => MediaType.TryParse(text, out var type) ? type : null)
            .OfType<MediaType>()];
        _isJson = MediaTypes.Length > 0 && Array.TrueForAll(MediaTypes, type => type.IsJson);
        Headers = HeaderReaders.Of(encoding?.Headers ?? [], direction, errors);
    }

    public string Name { get; }

    public SchemaSurface Shape { get; }

    /// <summary>The allowed media types of a part; empty if any is allowed.</summary>
    public MediaType[] MediaTypes { get; }

    /// <summary>The headers that a part may have.</summary>
    public ParameterReader[] Headers { get; }

    /// <summary>Whether a text is JSON: because of its media type, or because it is an object without a style.</summary>
    public bool IsJson(SchemaSurface shape) => _isJson || shape is { IsObject: true, IsScalar: false };

    /// <summary>Whether a text contains reserved characters that the document requires to be encoded.</summary>
    public bool HasReserved(ReadOnlySpan<char> raw) => _encoding?.AllowReserved == false && raw.ContainsAny(s_reserved);

    public bool HasReserved(List<QueryPair> pairs)
    {
        foreach (var pair in pairs)
        {
            if (pair.Is(Name) && HasReserved(pair.Value.Span))
                return true;
        }
        return false;
    }

    /// <summary>Whether a pair belongs to this property.</summary>
    public bool Claims(QueryPair pair)
        => pair.Is(Name) || (Shape.IsStructured && DeepObjectText.Has(pair, Name)) || (SpreadsMembers && _text.Claims(pair));

    /// <summary>Finds the value in pairs and splits it; <c>null</c> if it is malformed.</summary>
    public (bool IsPresent, TextNode? Node) Take(List<QueryPair> pairs)
    {
        if (_text.Count(pairs) == 0)
            return TakeSpread(pairs);
        if (_encoding?.Style is not null && Shape.IsObject)
            return _text.Take(pairs, TextKind.Object);
        var isArray = Shape.IsArray && !_isJson && (!Shape.IsScalar || _text.HasSeveral(pairs));
        var (_, node) = _text.Take(pairs, isArray || _text.Count(pairs) > 1 ? TextKind.Array : TextKind.Scalar);
        return (true, node is null ? null : WithData(node));
    }

    /// <summary>Finds properties that no pair names: exploded members, or members in brackets.</summary>
    private (bool IsPresent, TextNode? Node) TakeSpread(List<QueryPair> pairs)
    {
        if (SpreadsMembers)
            return _text.Take(pairs, TextKind.Object);
        if (Shape.IsStructured && DeepObjectText.Read(pairs, Name, Shape, out var malformed) is { } deep)
            return (true, malformed ? null : deep);
        return default;
    }

    private bool SpreadsMembers => _encoding is { Style: ParameterStyle.Form, Explode: true } && Shape.IsObject;

    /// <summary>Reads JSON; <c>null</c> if it isn't valid.</summary>
    private TextNode? WithData(TextNode node)
    {
        if (node.Text is { } text)
            return IsJson(Shape) ? Data(text) : node;
        if (!IsJson(Shape.Items))
            return node;
        var items = TextNode.Array();
        foreach (var item in node.Items!)
        {
            if (Data(item.Text!) is not { } data)
                return null;
            items.Items!.Add(data);
        }
        return items;
    }

    private static TextNode? Data(string text)
        => JsonBody.Read(System.Text.Encoding.UTF8.GetBytes(text)).Value is { } data ? TextNode.Of(data) : null;
}
