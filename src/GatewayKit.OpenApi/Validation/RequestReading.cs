using System.Text.Json;

namespace GatewayKit.OpenApi.Validation;

/// <summary>The contents of a request, and its violations.</summary>
public sealed class RequestReading
{
    internal RequestReading(IReadOnlyList<Violation> violations, IReadOnlyList<ParameterValue> parameters, JsonElement? body)
        => (Violations, Parameters, Body) = (violations, parameters, body);

    /// <summary>Whether there are no violations.</summary>
    public bool IsValid => Violations.Count == 0;

    /// <summary>Whether the body's media type isn't declared: the response is then 415 (RFC 9110, section 15.5.16).</summary>
    public bool IsUnsupportedMediaType => Violations.Any(violation => violation is { Location: ViolationLocation.Body, Code: "mediaType" });

    /// <summary>The violations; at most 100.</summary>
    public IReadOnlyList<Violation> Violations { get; }

    /// <summary>The declared parameters in the request, in the document's order. Parameters that can't be decoded are missing.</summary>
    public IReadOnlyList<ParameterValue> Parameters { get; }

    /// <summary>The body as data; a string for unstructured text; <c>null</c> if it is missing, malformed or binary.</summary>
    public JsonElement? Body { get; }

    /// <summary>Returns the value of a declared parameter; <c>null</c> if the request doesn't have it.</summary>
    /// <param name="location">The part of the request.</param>
    /// <param name="name">The declared name; case-insensitive for a header.</param>
    public JsonElement? Parameter(ParameterLocation location, string name)
    {
        foreach (var parameter in Parameters)
        {
            if (parameter.Parameter.In == location
                && parameter.Parameter.Name.Equals(
                    name, location == ParameterLocation.Header ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
                return parameter.Value;
        }
        return null;
    }
}
