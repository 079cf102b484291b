namespace GatewayKit.Pipeline;

/// <summary>The numbers of bytes of bodies that were forwarded; a feature of requests whose headers don't have them.</summary>
/// <param name="Request">The size of the request's body; null without one.</param>
/// <param name="Response">The size of the response's body.</param>
internal sealed record BodySizes(long? Request, long Response);
