using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Json;

namespace GatewayKit.Kubernetes.TestServer.Schemas;

/// <summary>Sets the defaults of a schema.</summary>
internal static class Defaulting
{
    public static void Apply(JsonNode? value, Schema schema)
    {
        if (value is JsonObject members)
        {
            foreach (var (name, property) in schema.Properties)
                if (property.Default is not null && !members.ContainsKey(name))
                    members[name] = property.Default.Clone();
            if (schema.Properties.Count > 0 || schema.AdditionalProperties is not null)
                foreach (var (name, member) in members)
                    if (member is JsonObject or JsonArray && schema.Known(name) is { } known)
                        Apply(member, known);
        }
        else if (value is JsonArray items && schema.Items is not null)
            foreach (var item in items)
                Apply(item, schema.Items);
    }
}
