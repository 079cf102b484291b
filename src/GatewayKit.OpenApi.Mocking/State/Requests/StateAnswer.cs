using System.Text.Json;

namespace GatewayKit.OpenApi.Mocking.State;

/// <summary>The response of a stateful mock. If it has neither a <see cref="Body"/> nor a <see cref="Problem"/> and the declared response
/// has content, that content doesn't contain the item; its body is generated as for any other operation.</summary>
public sealed record StateAnswer
{
    /// <summary>The status code.</summary>
    public required int Status { get; init; }

    /// <summary>The response that the operation declares for the status; <c>null</c> if it doesn't declare one.</summary>
    public OpenApiResponse? Response { get; init; }

    /// <summary>The body; <c>null</c> without one.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>The media types of the response whose schema allows the body, in the document's order; empty without a body.</summary>
    public IReadOnlyList<OpenApiMediaType> Content { get; init; } = [];

    /// <summary>Additional headers of the response, such as <c>Location</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The reason for a rejection; <c>null</c> on success.</summary>
    public StateProblem? Problem { get; init; }
}
