using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.OpenApi;

/// <summary>A document that was read, or the mistakes that stand in its way.</summary>
public sealed class OpenApiResult
{
    internal OpenApiResult(OpenApiDocument? document, IReadOnlyList<OpenApiError> errors) => (Document, Errors) = (document, errors);

    /// <summary>The document; null if there are errors.</summary>
    public OpenApiDocument? Document { get; }

    /// <summary>The mistakes that were found, each with its place, ordered by file and line.</summary>
    public IReadOnlyList<OpenApiError> Errors { get; }

    /// <summary>Whether there is a document.</summary>
    [MemberNotNullWhen(true, nameof(Document))]
    public bool Succeeded => Document is not null;
}
