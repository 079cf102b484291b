using GatewayKit.OpenApi;

namespace GatewayKit.Portal.Documents;

/// <summary>A document, or the reason why there is none.</summary>
/// <param name="Document">The document; null if it can't be used.</param>
/// <param name="Errors">The errors that prevent its use.</param>
internal sealed record LoadedDocument(OpenApiDocument? Document, IReadOnlyList<string> Errors)
{
    public static LoadedDocument Of(OpenApiResult result)
        => new(result.Document, result.Succeeded ? [] : [.. result.Errors.Select(error => error.ToString())]);
}
