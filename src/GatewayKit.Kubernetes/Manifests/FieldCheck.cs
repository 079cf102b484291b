using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;
using GatewayKit.Kubernetes.Api;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>
/// Compares a resource with the model of its kind. An API server drops fields that it doesn't know, so they are warnings; it rejects values
/// of a wrong type.
/// </summary>
/// <param name="manifest">The resource.</param>
/// <param name="errors">Collects the errors.</param>
/// <param name="warnings">Collects the warnings.</param>
internal sealed class FieldCheck(ManifestObject manifest, ICollection<ConfigError> errors, ICollection<ConfigError> warnings)
{
    private static readonly JsonSerializerOptions s_options = new(ApiJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    /// <summary>Checks the whole resource, except the status.</summary>
    public void Check(Type model) => CheckMembers(manifest.Json, s_options.GetTypeInfo(model), "");

    private void Check(JsonNode? value, Type type, string path)
    {
        if (value is null)
            return;

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (ItemOf(type) is { } item)
            CheckItems(value, item, path);
        else if (ScalarOf(type) is { } scalar)
            CheckScalar(value, scalar, path);
        else if (s_options.GetTypeInfo(type) is { Kind: JsonTypeInfoKind.Object } info)
            CheckMembers(value, info, path);
        else if (s_options.GetTypeInfo(type) is { Kind: JsonTypeInfoKind.Dictionary, ElementType: { } element })
            CheckEntries(value, element, path);
    }

    private void CheckMembers(JsonNode value, JsonTypeInfo model, string path)
    {
        if (value is not JsonObject members)
        {
            Reject(value, path, "a mapping");
            return;
        }

        var known = model.Properties.Where(property => !property.IsExtensionData).ToDictionary(property => property.Name);
        var isOpen = model.Properties.Any(property => property.IsExtensionData);
        foreach (var (name, member) in members)
        {
            var inner = path.Length == 0 ? name : $"{path}.{name}";
            if (inner == "status")
                continue;
            if (known.TryGetValue(name, out var property))
                Check(member, property.PropertyType, inner);
            else if (!isOpen)
                Warn(members, name, inner, known.Keys);
        }
    }

    private void CheckItems(JsonNode value, Type item, string path)
    {
        if (value is not JsonArray items)
        {
            Reject(value, path, "a list");
            return;
        }

        for (var index = 0; index < items.Count; index++)
            Check(items[index], item, $"{path}[{index}]");
    }

    private void CheckEntries(JsonNode value, Type element, string path)
    {
        if (value is not JsonObject entries)
        {
            Reject(value, path, "a mapping");
            return;
        }

        foreach (var (name, entry) in entries)
            Check(entry, element, $"{path}.{name}");
    }

    private void CheckScalar(JsonNode value, (string Name, JsonValueKind[] Kinds) scalar, string path)
    {
        if (!scalar.Kinds.Contains(value.GetValueKind()))
            Reject(value, path, scalar.Name);
    }

    private void Warn(JsonObject parent, string name, string path, IEnumerable<string> known)
        => warnings.Add(new ConfigError(
            manifest.ToString(), $"{path} isn't a known field, and has no effect.{DidYouMean.For(name, known)}",
            manifest.Locations.Of(parent, name)));

    /// <summary>Adds an error without the value, which can be a secret.</summary>
    private void Reject(JsonNode value, string path, string expected)
        => errors.Add(new ConfigError(
            manifest.ToString(), $"{path} is {KindOf(value)}; it must be {expected}.", manifest.Locations.Of(value)));

    private static string KindOf(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Object => "a mapping",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        _ => "a boolean",
    };

    /// <summary>Returns the type of the items of a list; null for other types.</summary>
    private static Type? ItemOf(Type type)
    {
        if (!type.IsGenericType)
            return null;

        var definition = type.GetGenericTypeDefinition();
        return definition == typeof(ImmutableArray<>) || definition == typeof(IList<>) || definition == typeof(List<>)
            ? type.GetGenericArguments()[0] : null;
    }

    private static (string Name, JsonValueKind[] Kinds)? ScalarOf(Type type)
        => type == typeof(string) || type == typeof(byte[]) || type == typeof(DateTime) || type == typeof(DateTimeOffset)
            ? ("text", [JsonValueKind.String])
        : type == typeof(bool) ? ("a boolean", [JsonValueKind.True, JsonValueKind.False])
        : type == typeof(int) || type == typeof(long) || type == typeof(double) ? ("a number", [JsonValueKind.Number])
        : null;
}
