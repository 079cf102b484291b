using System.Text.Json;
using GatewayKit.OpenApi.Validation;

namespace GatewayKit.OpenApi.Mocking.State;

/// <summary>The parts of a validated request that a stateful mock uses.</summary>
public sealed record StateRequest
{
    /// <summary>The path as the client wrote it; <c>Location</c> and links to pages start with it.</summary>
    public required string Path { get; init; }

    /// <summary>The query as the client wrote it, without the question mark; links to pages keep its other parameters.</summary>
    public string Query { get; init; } = "";

    /// <summary>The decoded path parameters by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> PathParameters { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The decoded query parameters by name, without those that the client omitted.</summary>
    public IReadOnlyDictionary<string, JsonElement> QueryParameters { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The decoded body; <c>null</c> without one.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>The <c>Content-Type</c>; <c>null</c> without one. It determines the type of a patch.</summary>
    public string? ContentType { get; init; }

    /// <summary>Creates an instance from a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="reading">The decoded parts of the request.</param>
    public static StateRequest Of(ApiRequest request, RequestReading reading)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(reading);
        return new StateRequest
        {
            Path = request.Path,
            Query = request.Query,
            PathParameters = Values(reading, ParameterLocation.Path),
            QueryParameters = Values(reading, ParameterLocation.Query),
            Body = reading.Body,
            ContentType = request.Header("Content-Type"),
        };
    }

    private static Dictionary<string, JsonElement> Values(RequestReading reading, ParameterLocation place)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var parameter in reading.Parameters.Where(parameter => parameter.Parameter.In == place))
            values[parameter.Parameter.Name] = parameter.Value;
        return values;
    }
}
