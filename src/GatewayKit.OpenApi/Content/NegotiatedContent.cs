namespace GatewayKit.OpenApi.Content;

/// <summary>The media type that a body is written in.</summary>
/// <param name="MediaType">The media type that the document declares, which may be a range.</param>
/// <param name="ContentType">The value of <c>Content-Type</c>; never a range.</param>
public sealed record NegotiatedContent(OpenApiMediaType MediaType, string ContentType);
