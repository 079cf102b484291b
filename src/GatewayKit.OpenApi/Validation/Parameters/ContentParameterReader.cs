using GatewayKit.OpenApi.Content.Bodies;
using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Validation.Scanning;

namespace GatewayKit.OpenApi.Validation.Parameters;

/// <summary>Reads a parameter with a media type instead of a style (OpenAPI 3.1, section 4.8.12.2).</summary>
internal sealed class ContentParameterReader(OpenApiParameter parameter, CheckedSchema schema) : ParameterReader(parameter, schema)
{
    private readonly bool _isJson = MediaType.TryParse(parameter.Content!.Name, out var type) && type.IsJson;

    protected override string Malformed => $"The parameter must be well-formed {Parameter.Content!.Name}.";

    public override bool Claims(QueryPair pair) => Parameter.In == ParameterLocation.QueryString || pair.Is(Parameter.Name);

    protected override CapturedText Take(RequestScan scan, TextKind kind)
    {
        if (Raw(scan) is not { } raw)
            return CapturedText.Missing;
        if (Decoding.Decode(raw.Span) is not { } text)
            return CapturedText.Of(text: null);
        if (!_isJson)
            return CapturedText.Of(text);
        return CapturedText.Of(JsonBody.Read(System.Text.Encoding.UTF8.GetBytes(text)).Value is { } data ? TextNode.Of(data) : null);
    }

    protected override ReadOnlySpan<TextKind> Kinds(bool several) => [TextKind.Scalar];

    private TextDecoding Decoding => Parameter.In switch
    {
        ParameterLocation.Header => TextDecoding.Trimmed,
        ParameterLocation.Cookie => TextDecoding.Lenient,
        ParameterLocation.Path => TextDecoding.Percent,
        _ => TextDecoding.Form,
    };

    private ReadOnlyMemory<char>? Raw(RequestScan scan) => Parameter.In switch
    {
        ParameterLocation.Path => scan.PathParameter(Parameter.Name)?.AsMemory(),
        ParameterLocation.Header => scan.Request.Header(Parameter.Name)?.AsMemory(),
        ParameterLocation.QueryString => scan.Request.Query.Length == 0 ? null : scan.Request.Query.AsMemory(),
        ParameterLocation.Cookie => First(scan.Cookies),
        _ => First(scan.Query),
    };

    private ReadOnlyMemory<char>? First(List<QueryPair> pairs)
    {
        foreach (var pair in pairs)
        {
            if (pair.Is(Parameter.Name))
                return pair.Value;
        }
        return null;
    }
}
