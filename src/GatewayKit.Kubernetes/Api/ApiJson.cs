using System.Text.Json;
using System.Text.Json.Serialization;

namespace GatewayKit.Kubernetes.Api;

/// <summary>The JSON of the API server. Unknown members are ignored, and null lists are empty ones.</summary>
internal static class ApiJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new ImmutableListConverters(), new UtcTimeConverter() },
    };
}
