using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Routing;

/// <summary>Reads metadata of many endpoints, each once. <see cref="EndpointMetadataCollection.GetMetadata{T}"/> is faster when it is
/// repeated, but keeps memory for each endpoint and type.</summary>
internal static class EndpointMetadata
{
    /// <summary>Returns the last metadata of a type, which overrides the others; null if there is none.</summary>
    public static T? Last<T>(Endpoint endpoint) where T : class
    {
        var metadata = endpoint.Metadata;
        for (var i = metadata.Count - 1; i >= 0; i--)
        {
            if (metadata[i] is T found)
                return found;
        }

        return null;
    }
}
