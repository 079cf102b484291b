using System.Net;
using System.Text.Json;
using GatewayKit.Kubernetes.Resources;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Api;

/// <summary>Reads objects, lists and events, without the parts that the gateway never needs.</summary>
internal static class ResourceReader
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <exception cref="JsonException">The object doesn't have the shape of its kind.</exception>
    public static T Read<T>(JsonElement element)
        where T : class, IKubernetesObject<V1ObjectMeta>
        => (T)Read(element, typeof(T));

    /// <param name="element">The object.</param>
    /// <param name="model">The model of its kind.</param>
    /// <exception cref="JsonException">The object doesn't have the shape of its kind.</exception>
    public static IKubernetesObject<V1ObjectMeta> Read(JsonElement element, Type model)
    {
        IKubernetesObject<V1ObjectMeta> resource;
        try
        {
            resource = (IKubernetesObject<V1ObjectMeta>?)element.Deserialize(model, ApiJson.Options)
                ?? throw new JsonException("The object is null.");
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException or OverflowException or NotSupportedException)
        {
            throw new JsonException(error.Message, error);
        }

        if (resource.Metadata?.Name is null)
            throw new JsonException("The object has no name.");

        var metadata = resource.Metadata;
        metadata.ManagedFields = StatusManagers.Concern(model) ? StatusManagers.Of(element) : null;
        if (metadata.Annotations?.Remove(LastApplied) == true && metadata.Annotations.Count == 0)
            metadata.Annotations = null;
        return resource;
    }

    public static ApiPage<T> ReadPage<T>(JsonElement list)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var items = new List<T>();
        var unreadable = new List<string>();
        if (list.TryGetProperty("items", out var elements) && elements.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in elements.EnumerateArray())
            {
                try
                {
                    items.Add(Read<T>(element));
                }
                catch (JsonException)
                {
                    unreadable.Add(NameOf(element).ToString());
                }
            }
        }

        list.TryGetProperty("metadata", out var metadata);
        return new(items, Text(metadata, "resourceVersion") ?? "", Text(metadata, "continue") is { Length: > 0 } next ? next : null,
            unreadable);
    }

    /// <exception cref="ApiException">The event is an error.</exception>
    public static WatchEvent<T> ReadEvent<T>(ReadOnlyMemory<byte> line)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        using var document = JsonDocument.Parse(line);
        var type = Text(document.RootElement, "type");
        document.RootElement.TryGetProperty("object", out var element);
        if (type == "ERROR")
            throw ApiErrorReader.Read(element, HttpStatusCode.InternalServerError);

        element.TryGetProperty("metadata", out var metadata);
        var version = Text(metadata, "resourceVersion") ?? "";
        if (type == "BOOKMARK")
            return new(ChangeType.Bookmark, null, default, version);

        var name = NameOf(element);
        if (type == "DELETED")
            return new(ChangeType.Deleted, null, name, version);

        try
        {
            return new(ChangeType.Changed, Read<T>(element), name, version);
        }
        catch (JsonException)
        {
            return new(ChangeType.Unreadable, null, name, version);
        }
    }

    private static ResourceName NameOf(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("metadata", out var metadata))
            return new("", "");
        return new(Text(metadata, "namespace") ?? "", Text(metadata, "name") ?? "");
    }

    private static string? Text(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
