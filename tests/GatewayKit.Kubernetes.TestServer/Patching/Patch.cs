using System.Text;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Storage;
using GatewayKit.Kubernetes.TestServer.Writing;

namespace GatewayKit.Kubernetes.TestServer.Patching;

/// <summary>Patches objects by the media type of the patch.</summary>
internal sealed class Patch(Cluster cluster, Update update, ServerSideApply apply)
{
    private const string Json = "application/json-patch+json";
    private const string Merge = "application/merge-patch+json";
    private const string Strategic = "application/strategic-merge-patch+json";
    private const string Apply = "application/apply-patch+yaml";

    /// <summary>Patches an object.</summary>
    /// <returns>The stored object, and whether it is new.</returns>
    public (StoredObject Stored, bool IsNew) Execute(
        Kind kind, string? scope, string name, string mediaType, byte[] body, WriteContext context)
    {
        if (mediaType == Apply)
            return apply.Execute(kind, scope, name, YamlText.Read(Encoding.UTF8.GetString(body)).Single(), context);
        if (mediaType is not (Json or Merge) && (mediaType != Strategic || kind.IsCustom))
            throw ApiErrors.UnsupportedMediaType(kind.IsCustom ? [Json, Merge, Apply] : [Json, Merge, Strategic, Apply]);

        var patch = JsonText.Parse(body);
        lock (cluster.Store.Gate)
        {
            var stored = cluster.Get(kind, scope, name);
            var old = stored.ToJson(kind);
            var next = Change(kind, old.Clone(), mediaType, patch);
            Decoding.Decode(kind, next, context);
            Decoding.CheckName(next, name);
            return (update.Save(kind, stored, old, next, context), false);
        }
    }

    private static JsonObject Change(Kind kind, JsonObject target, string mediaType, JsonNode? patch)
    {
        if (mediaType == Json)
            return JsonPatch.Apply(target, patch);
        if (patch is not JsonObject changes)
            throw ApiErrors.BadRequest("error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}");

        return mediaType == Merge
            ? (JsonObject)MergePatch.Apply(target, changes)!
            : StrategicMergePatch.Apply(target, changes, kind.Schema);
    }
}
