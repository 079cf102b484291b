namespace GatewayKit.OpenApi;

/// <summary>A finding in an OpenAPI document: an error or a warning.</summary>
/// <param name="File">The file as the reader was given it, or the part of its name below the document's folder.</param>
/// <param name="JsonPointer">The place in the file: a JSON Pointer (RFC 6901), empty for the whole.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">What is wrong, and what is allowed.</param>
public sealed record OpenApiError(string File, string JsonPointer, int Line, int Column, string Message)
{
    /// <summary>Whether the part is left out or understood. Default: it is left out.</summary>
    public OpenApiSeverity Severity { get; init; } = OpenApiSeverity.Error;

    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}:{Column}: {(JsonPointer.Length == 0 ? "" : JsonPointer + ": ")}{Message}";
}
