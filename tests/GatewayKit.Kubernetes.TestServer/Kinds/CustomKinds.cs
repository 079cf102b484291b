using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Schemas;

namespace GatewayKit.Kubernetes.TestServer.Kinds;

/// <summary>Reads the kinds of a CRD: one for each served version, the stored one first.</summary>
internal static class CustomKinds
{
    public static IReadOnlyList<Kind> Of(JsonObject definition)
    {
        var spec = definition.Object("spec");
        return [.. spec.Objects("versions")
            .Where(version => version.Flag("served"))
            .OrderByDescending(version => version.Flag("storage"))
            .Select(version => Create(spec!, version))];
    }

    private static Kind Create(JsonObject spec, JsonObject version)
    {
        var names = spec.Object("names");
        var name = names.Text("kind")!;
        return new Kind
        {
            Group = spec.Text("group")!,
            Version = version.Text("name")!,
            Name = name,
            Plural = names.Text("plural")!,
            Singular = names.Text("singular") ?? name.ToLowerInvariant(),
            ListName = names.Text("listKind") ?? $"{name}List",
            IsNamespaced = spec.Text("scope") == "Namespaced",
            HasStatus = version.Object("subresources")?.ContainsKey("status") ?? false,
            HasGeneration = true,
            IsCustom = true,
            RequiresVersion = true,
            ShortNames = Texts(names.Array("shortNames")),
            Categories = Texts(names.Array("categories")),
            Fields = [.. version.Objects("selectableFields").Select(field => field.Text("jsonPath")![1..])],
            Columns = ColumnsOf(version),
            Schema = SchemaOf(version.Object("schema").Object("openAPIV3Schema") ?? new JsonObject
            {
                ["x-kubernetes-preserve-unknown-fields"] = true,
            }),
        };
    }

    /// <summary>The schema with the metadata of every object, which a CRD doesn't describe.</summary>
    private static Schema SchemaOf(JsonObject source)
    {
        var schema = SchemaReader.Read(source);
        schema.Properties = new Dictionary<string, Schema>(schema.Properties)
        {
            ["apiVersion"] = Schema.Text,
            ["kind"] = Schema.Text,
            ["metadata"] = ModelSchema.Metadata,
        };
        return schema;
    }

    private static Column[] ColumnsOf(JsonObject version)
        => version.Array("additionalPrinterColumns") is { Count: > 0 }
            ? [.. version.Objects("additionalPrinterColumns").Select(column => new Column(
                column.Text("name")!, column.Text("type")!, column.Text("jsonPath")!, (int)(column.Integer("priority") ?? 0)))]
            : [Column.Age];

    private static string[] Texts(JsonArray? values) => [.. (values ?? []).Select(value => value!.GetValue<string>())];
}
