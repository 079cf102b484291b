namespace GatewayKit.OpenApi;

/// <summary>A finding in an OpenAPI document: an error or a warning.</summary>
/// <param name="File">The file name as passed to the reader, or the path below the document's folder.</param>
/// <param name="JsonPointer">The location in the file as a JSON Pointer (RFC 6901); empty for the whole file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">The finding, and the allowed values.</param>
public sealed record OpenApiError(string File, string JsonPointer, int Line, int Column, string Message)
{
    /// <summary>Whether the part is left out or its meaning is clear. Default: it is left out.</summary>
    public OpenApiSeverity Severity { get; init; } = OpenApiSeverity.Error;

    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}:{Column}: {(JsonPointer.Length == 0 ? "" : JsonPointer + ": ")}{Message}";
}
