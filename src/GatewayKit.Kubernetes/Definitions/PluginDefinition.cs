using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Resources.Plugins;
using GatewayKit.Plugins;
using GatewayKit.Schema;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Definitions;

/// <summary>
/// The CustomResourceDefinition of GatewayPlugin with the typed options of every loaded plugin: <c>spec.rateLimit</c> has those of
/// <c>rate-limit</c>, so that the API server itself rejects wrong ones.
/// </summary>
public static class PluginDefinition
{
    private const string Resource = "gatewayplugins.yaml";

    private static readonly JsonWriterOptions s_format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The reserved words of CEL, which rules must escape.</summary>
    private static readonly FrozenSet<string> s_reserved = FrozenSet.Create(
        "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
        "package", "namespace", "return", "var", "void", "while");

    /// <summary>Writes the definition as JSON. With many plugins, it is larger than a client-side apply allows; use <c>kubectl apply
    /// --server-side</c>.</summary>
    /// <param name="catalog">The loaded plugins, such as <c>GatewayPlugins.Catalog</c>.</param>
    /// <param name="output">The stream for the definition, in UTF-8.</param>
    public static void Write(PluginCatalog catalog, Stream output)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(output);
        using var writer = new Utf8JsonWriter(output, s_format);
        Of(catalog).WriteTo(writer);
    }

    internal static JsonObject Of(PluginCatalog catalog)
    {
        var definition = Base();
        var spec = definition["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"]!["spec"]!.AsObject();
        var properties = spec["properties"]!.AsObject();
        var rules = new JsonArray();
        var typed = new List<string>();
        foreach (var plugin in catalog.Plugins)
        {
            // A plugin whose key is taken only has 'options'.
            var key = OptionsKey.Of(plugin.Name);
            if (key.Length == 0 || properties.ContainsKey(key))
                continue;

            var schema = GatewaySchema.StructuralOptions(plugin);
            schema["description"] = $"The options of the plugin {plugin.Name}, instead of 'options'.";
            properties.Add(key, schema);
            typed.Add($"has(self.{Escape(key)})");
            rules.Add(Rule(
                $"!has(self.{Escape(key)}) || self.plugin == '{plugin.Name}'", $"spec.{key} belongs to the plugin {plugin.Name}"));
        }

        if (typed.Count > 0)
        {
            rules.Add(Rule(
                $"!has(self.options) || !({string.Join(" || ", typed)})", "only one of spec.options and the plugin's own key is allowed"));
            spec["x-kubernetes-validations"] = rules;
        }

        return definition;
    }

    private static JsonObject Base()
    {
        using var stream = typeof(PluginDefinition).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var definition = KubernetesYaml.Deserialize<V1CustomResourceDefinition>(reader.ReadToEnd());
        return JsonNode.Parse(KubernetesJson.Serialize(definition))!.AsObject();
    }

    private static JsonObject Rule(string rule, string message) => new() { ["rule"] = rule, ["message"] = message };

    private static string Escape(string key) => s_reserved.Contains(key) ? $"__{key}__" : key;
}
