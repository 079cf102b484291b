using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;

namespace GatewayKit.Kubernetes.TestServer.Serving;

/// <summary>The position in a list: a version and the key of the last object. Version -1 continues with the current objects.</summary>
internal sealed record ContinueToken(long Version, string After)
{
    public override string ToString() => Convert.ToBase64String(JsonText.Write(
        new JsonObject { ["v"] = "meta.k8s.io/v1", ["rv"] = Version, ["start"] = After }));

    public static ContinueToken Parse(string text)
    {
        try
        {
            var token = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(text))) as JsonObject;
            return new ContinueToken(token.Integer("rv") ?? throw new FormatException(), token.Text("start") ?? "");
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw ApiErrors.BadRequest("continue key is not valid: " + e.Message);
        }
    }
}
