using System.Text.Json;

namespace GatewayKit.OpenApi.Mocking.State;

/// <summary>What a stateful mock answers. With neither <see cref="Body"/> nor <see cref="Problem"/>, a response that declares content says
/// nothing about the item; its body is made as for any other operation.</summary>
public sealed record StateAnswer
{
    /// <summary>The status code.</summary>
    public required int Status { get; init; }

    /// <summary>The response that the operation declares for the status; null if there is none.</summary>
    public OpenApiResponse? Response { get; init; }

    /// <summary>The body; null if there is none.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>The media types of the response whose schema allows the body, in the document's order; empty without body.</summary>
    public IReadOnlyList<OpenApiMediaType> Content { get; init; } = [];

    /// <summary>Headers that belong to the answer, such as <c>Location</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Why the request was refused; null if it was not.</summary>
    public StateProblem? Problem { get; init; }
}
