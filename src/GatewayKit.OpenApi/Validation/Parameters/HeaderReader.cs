using GatewayKit.OpenApi.Content;

namespace GatewayKit.OpenApi.Validation.Parameters;

/// <summary>A header, of a request or a response: the style simple. White space around items doesn't count; nothing is percent-decoded.</summary>
internal sealed class HeaderReader(OpenApiParameter parameter, CheckedSchema schema) : ParameterReader(parameter, schema)
{
    private readonly char _separator = Separators.Of(parameter.Style);

    protected override TakenText Take(RequestScan scan, TextKind kind)
        => scan.Request.Header(Parameter.Name) is { } raw ? TakenText.Of(StyledText.Read(raw.AsSpan().Trim(" \t"), _separator, kind, Parameter.Explode, TextDecoding.Trimmed)) : TakenText.Missing;

    protected override bool HasSeveral(RequestScan scan) => scan.Request.Header(Parameter.Name)?.Contains(_separator, StringComparison.Ordinal) == true;

    protected override bool IsRepeated(RequestScan scan, TextKind kind)
        => kind == TextKind.Scalar && scan.Request.Headers.Count(header => header.Key.Equals(Parameter.Name, StringComparison.OrdinalIgnoreCase)) > 1;

    protected override string Malformed => $"The header must be well-formed, of at most {DelimitedText.MaxItems} items.";
}
