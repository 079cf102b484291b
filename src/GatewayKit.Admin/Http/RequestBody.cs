namespace GatewayKit.Admin.Http;

/// <summary>The body that an endpoint reads, for the OpenAPI document.</summary>
/// <param name="Type">Its type.</param>
/// <param name="ContentTypes">Its media types.</param>
/// <param name="IsRequired">Whether a request must have one.</param>
internal sealed record RequestBody(Type Type, IReadOnlyList<string> ContentTypes, bool IsRequired);
