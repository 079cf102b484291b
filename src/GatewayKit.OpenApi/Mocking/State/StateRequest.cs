using System.Text.Json;
using GatewayKit.OpenApi.Validation;

namespace GatewayKit.OpenApi.Mocking.State;

/// <summary>What a stateful mock looks at of a request that has been validated.</summary>
public sealed record StateRequest
{
    /// <summary>The path as the client wrote it; <c>Location</c> and links to pages begin with it.</summary>
    public required string Path { get; init; }

    /// <summary>The query as the client wrote it, without the question mark; links to pages keep what else is in it.</summary>
    public string Query { get; init; } = "";

    /// <summary>The decoded parameters of the path by their names.</summary>
    public IReadOnlyDictionary<string, JsonElement> PathParameters { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The decoded parameters of the query by their names; what the client left out is not there.</summary>
    public IReadOnlyDictionary<string, JsonElement> QueryParameters { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The decoded body; null if there is none.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>The <c>Content-Type</c>; null if there is none. It decides what a PATCH is.</summary>
    public string? ContentType { get; init; }

    /// <summary>What there is to look at of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="reading">What was read of it.</param>
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
