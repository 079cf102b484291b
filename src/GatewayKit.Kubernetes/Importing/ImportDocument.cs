using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>A resource of a manifest.</summary>
/// <param name="Content">The resource.</param>
/// <param name="File">The name of the file.</param>
/// <param name="Lines">The lines of the nodes.</param>
internal sealed record ImportDocument(JsonObject Content, string File, IReadOnlyDictionary<JsonNode, int> Lines)
{
    public string ApiVersion => Text("apiVersion");

    public string Kind => Text("kind");

    /// <summary>Returns the location of a node, such as <c>shop.yaml:12</c>.</summary>
    public string LocationOf(JsonNode? node)
    {
        while (node is not null)
        {
            if (Lines.TryGetValue(node, out var line))
                return string.Create(CultureInfo.InvariantCulture, $"{File}:{line}");
            node = node.Parent;
        }

        return File;
    }

    /// <summary>Reads the resource as a model of KubernetesClient.</summary>
    /// <returns>The resource; null if it isn't valid, with an error.</returns>
    public T? Read<T>(List<string> errors)
        where T : class
    {
        try
        {
            return KubernetesJson.Deserialize<T>(Content.ToJsonString());
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            var path = (error as JsonException)?.Path;
            errors.Add($"{LocationOf(Find(path))}: the {Kind} isn't valid{(path is null or "$" ? "" : $" at {path[2..]}")}.");
            return null;
        }
    }

    private string Text(string key) => Content[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private JsonNode Find(string? path)
        => path is null ? Content
            : Lines.Keys.FirstOrDefault(
                node => node.Root == Content.Root && node.GetPath() == Content.GetPath() + path[1..]) ?? Content;
}
