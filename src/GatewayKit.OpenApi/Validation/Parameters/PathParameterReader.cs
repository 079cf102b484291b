using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Validation.Scanning;

namespace GatewayKit.OpenApi.Validation.Parameters;

/// <summary>Reads a path parameter in the styles <c>simple</c>, <c>label</c> and <c>matrix</c>.</summary>
internal sealed class PathParameterReader(OpenApiParameter parameter, CheckedSchema schema) : ParameterReader(parameter, schema)
{
    protected override CapturedText Take(RequestScan scan, TextKind kind)
        => scan.PathParameter(Parameter.Name) is { } raw ? CapturedText.Of(Read(raw, kind)) : CapturedText.Missing;

    protected override bool HasSeveral(RequestScan scan)
        => scan.PathParameter(Parameter.Name) is { } raw && raw.AsSpan(Math.Min(1, raw.Length)).ContainsAny(",.;");

    private TextNode? Read(ReadOnlySpan<char> raw, TextKind kind) => Parameter.Style switch
    {
        ParameterStyle.Label => raw is ['.', ..] ? Label(raw[1..], kind) : null,
        ParameterStyle.Matrix => raw is [';', ..] ? Matrix(raw[1..], kind) : null,
        ParameterStyle.SpaceDelimited or ParameterStyle.PipeDelimited or ParameterStyle.TabDelimited
            => StyledText.Read(Separators.Plain(raw, Parameter.Style),
                Separators.Of(Parameter.Style), kind, Parameter.Explode, TextDecoding.Percent),
        _ => StyledText.Read(raw, ',', kind, Parameter.Explode, TextDecoding.Percent),
    };

    /// <summary>OpenAPI 3.0 and 3.1.0 use dots where RFC 6570 (and 3.1.1) uses commas: both are accepted.</summary>
    private TextNode? Label(ReadOnlySpan<char> raw, TextKind kind)
        => StyledText.Read(raw, Parameter.Explode || !raw.Contains(',') ? '.' : ',', kind, Parameter.Explode, TextDecoding.Percent);

    private TextNode? Matrix(ReadOnlySpan<char> raw, TextKind kind)
    {
        if (kind == TextKind.Object && Parameter.Explode)
            return DelimitedText.Assignments(raw, ';', TextDecoding.Percent);
        if (kind != TextKind.Array || !Parameter.Explode)
            return IsNamed(raw, out var value) ? StyledText.Read(value, ',', kind, explode: false, TextDecoding.Percent) : null;
        var array = TextNode.Array();
        foreach (var range in raw.Split(';'))
        {
            if (!IsNamed(raw[range], out var value)
                || array.Items!.Count == DelimitedText.MaxItems
                || TextDecoding.Percent.Decode(value) is not { } text)
                return null;
            array.Items.Add(TextNode.Of(text));
        }
        return array;
    }

    /// <summary>Removes <c>name=</c>; a name without a value has an empty value.</summary>
    private bool IsNamed(ReadOnlySpan<char> raw, out ReadOnlySpan<char> value)
    {
        var equals = raw.IndexOf('=');
        value = equals < 0 ? [] : raw[(equals + 1)..];
        return TextDecoding.Percent.Decode(equals < 0 ? raw : raw[..equals]) == Parameter.Name;
    }
}
