using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Validation.Scanning;

namespace GatewayKit.OpenApi.Validation.Parameters;

/// <summary>Reads a header of a request or a response in the style <c>simple</c>. White space around items is ignored; nothing is
/// percent-decoded.</summary>
internal sealed class HeaderReader(OpenApiParameter parameter, CheckedSchema schema) : ParameterReader(parameter, schema)
{
    private readonly char _separator = Separators.Of(parameter.Style);

    protected override CapturedText Take(RequestScan scan, TextKind kind)
        => scan.Request.Header(Parameter.Name) is { } raw
            ? CapturedText.Of(StyledText.Read(raw.AsSpan().Trim(" \t"), _separator, kind, Parameter.Explode, TextDecoding.Trimmed))
            : CapturedText.Missing;

    protected override bool HasSeveral(RequestScan scan)
        => scan.Request.Header(Parameter.Name)?.Contains(_separator, StringComparison.Ordinal) == true;

    protected override bool IsRepeated(RequestScan scan, TextKind kind)
        => kind == TextKind.Scalar
            && scan.Request.Headers.Count(header => header.Key.Equals(Parameter.Name, StringComparison.OrdinalIgnoreCase)) > 1;

    protected override string Malformed => $"The header must be well-formed, with at most {DelimitedText.MaxItems} items.";
}
