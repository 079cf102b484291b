using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Watching;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>The events of warnings as they are sent to the API server.</summary>
internal static class EventBody
{
    private const int LongestMessage = 1_000;

    /// <summary>Creates an event. The same warning of another gateway has the same name, so that it exists once.</summary>
    /// <param name="warning">The warning.</param>
    /// <param name="store">The store of its resource.</param>
    /// <param name="uid">The id of its resource.</param>
    /// <param name="space">The namespace of the event.</param>
    /// <param name="now">The time.</param>
    public static JsonObject Create(ResourceWarning warning, IResourceStore store, string uid, string space, DateTimeOffset now)
    {
        var name = warning.Owner.Name;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{uid}/{warning.Reason}/{warning.Message}")).AsSpan(0, 8);
        var time = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject { ["name"] = $"{name.Name}.{Convert.ToHexStringLower(hash)}", ["namespace"] = space },
            ["involvedObject"] = new JsonObject
            {
                ["apiVersion"] = (store.Served ?? store.Kind.Versions[0]).ApiVersion,
                ["kind"] = KindOf(warning.Owner.Kind),
                ["name"] = name.Name,
                ["namespace"] = name.Namespace,
                ["uid"] = uid,
            },
            ["type"] = "Warning",
            ["reason"] = warning.Reason,
            ["message"] = warning.Message.Length <= LongestMessage ? warning.Message : warning.Message[..LongestMessage],
            ["source"] = new JsonObject { ["component"] = "gatewaykit" },
            ["firstTimestamp"] = time,
            ["lastTimestamp"] = time,
            ["count"] = 1,
        };
    }

    private static string KindOf(ResourceKind kind) => kind switch
    {
        ResourceKind.HttpRoute => "HTTPRoute",
        ResourceKind.GrpcRoute => "GRPCRoute",
        ResourceKind.TlsRoute => "TLSRoute",
        ResourceKind.TcpRoute => "TCPRoute",
        ResourceKind.BackendTlsPolicy => "BackendTLSPolicy",
        _ => kind.ToString(),
    };
}
