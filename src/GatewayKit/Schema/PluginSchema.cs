using System.Text.Json.Nodes;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Plugins;

namespace GatewayKit.Schema;

/// <summary>The schemas that depend on the loaded plugins: the entries of a <c>plugins</c> list, and credentials.</summary>
internal static class PluginSchema
{
    /// <summary>Creates the schema of an entry, whose options are those of its plugin.</summary>
    public static JsonObject Entry(SchemaBuilder builder, PluginCatalog catalog)
    {
        var schema = builder.Record(typeof(PluginEntry), RecordKeys.AsProperties);
        var names = new JsonArray([.. catalog.Plugins.Select(p => JsonValue.Create(p.Name))]);
        schema["properties"]!["name"] = new JsonObject { ["description"] = "The plugin's name.", ["enum"] = names };
        if (catalog.Plugins.Count > 0)
            schema["allOf"] = new JsonArray([.. catalog.Plugins.Select(p => OptionsOf(builder, p))]);

        return schema;
    }

    /// <summary>Creates the schema of a consumer's credentials: lists by type.</summary>
    public static JsonObject Credentials(SchemaBuilder builder, PluginCatalog catalog)
    {
        var types = new JsonObject();
        foreach (var plugin in catalog.Plugins)
        {
            if (plugin is { CredentialName: { } name, CredentialType: { } type } && !types.ContainsKey(name))
                types[name] = new JsonObject { ["type"] = "array", ["items"] = builder.Reference(type) };
        }

        return new JsonObject { ["type"] = "object", ["properties"] = types, ["additionalProperties"] = false };
    }

    private static JsonObject OptionsOf(SchemaBuilder builder, PluginType plugin)
    {
        var then = new JsonObject { ["properties"] = new JsonObject { ["options"] = builder.Reference(plugin.OptionsType) } };
        if (RecordProperties.Of(plugin.OptionsType).Any(RecordProperties.IsRequired))
            then["required"] = new JsonArray("options");

        return new JsonObject
        {
            ["if"] = new JsonObject
            {
                ["properties"] = new JsonObject { ["name"] = new JsonObject { ["const"] = plugin.Name } },
                ["required"] = new JsonArray("name"),
            },
            ["then"] = then,
        };
    }
}
