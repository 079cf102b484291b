using System.Text.Json;

namespace GatewayKit.OpenApi.Validation;

/// <summary>What a request says, and how it violates its document.</summary>
public sealed class RequestReading
{
    internal RequestReading(IReadOnlyList<Violation> violations, IReadOnlyList<ParameterValue> parameters, JsonElement? body)
        => (Violations, Parameters, Body) = (violations, parameters, body);

    /// <summary>Whether there is no violation.</summary>
    public bool IsValid => Violations.Count == 0;

    /// <summary>Whether the body has a media type that is not declared: what 415 answers (RFC 9110, section 15.5.16).</summary>
    public bool IsUnsupportedMediaType => Violations.Any(violation => violation is { Place: ViolationPlace.Body, Code: "mediaType" });

    /// <summary>Every violation; at most 100.</summary>
    public IReadOnlyList<Violation> Violations { get; }

    /// <summary>The declared parameters that the request has, in the document's order. What could not be decoded is missing.</summary>
    public IReadOnlyList<ParameterValue> Parameters { get; }

    /// <summary>The body as data; text for what is no data; null if there is none, or it could not be decoded or is binary.</summary>
    public JsonElement? Body { get; }

    /// <summary>The value of a declared parameter; null if the request has it not.</summary>
    /// <param name="place">The part of the request.</param>
    /// <param name="name">The name as declared; of a header in any case.</param>
    public JsonElement? Parameter(ParameterLocation place, string name)
    {
        foreach (var parameter in Parameters)
        {
            if (parameter.Parameter.In == place && parameter.Parameter.Name.Equals(name, place == ParameterLocation.Header ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
                return parameter.Value;
        }
        return null;
    }
}
