namespace GatewayKit.Plugins.GraphQL.Rest;

/// <summary>Thrown when a request doesn't have valid variables.</summary>
/// <param name="message">A sentence for the client.</param>
internal sealed class RestRequestException(string message) : Exception(message);
