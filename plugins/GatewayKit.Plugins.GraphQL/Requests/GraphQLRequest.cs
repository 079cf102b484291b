using System.Text.Json;

namespace GatewayKit.Plugins.GraphQL.Requests;

/// <summary>A request of GraphQL over HTTP.</summary>
internal sealed record GraphQLRequest
{
    /// <summary>Gets the document; null if the request has the id or the hash of one.</summary>
    public string? Query { get; init; }

    /// <summary>Gets the name of the operation; null for the only one.</summary>
    public string? OperationName { get; init; }

    /// <summary>Gets the variables: an object, or nothing.</summary>
    public JsonElement Variables { get; init; }

    /// <summary>Gets the extensions: an object, or nothing.</summary>
    public JsonElement Extensions { get; init; }

    /// <summary>Gets the id of a trusted document.</summary>
    public string? DocumentId { get; init; }

    /// <summary>Gets the SHA-256 hash of the document.</summary>
    public string? Hash { get; init; }
}
