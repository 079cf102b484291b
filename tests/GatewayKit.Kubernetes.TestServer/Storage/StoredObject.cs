using System.Globalization;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Kinds;

namespace GatewayKit.Kubernetes.TestServer.Storage;

/// <summary>A version of an object. Its JSON is written once, and lists and watches send these bytes.</summary>
internal sealed class StoredObject
{
    private static readonly Dictionary<string, string> s_none = [];

    private StoredObject(string key) => Key = key;

    public string Key { get; }

    public string Namespace { get; private init; } = "";

    public string Name { get; private init; } = "";

    public string Uid { get; private init; } = "";

    public long Version { get; private init; }

    /// <summary>The JSON after the version and the kind.</summary>
    public byte[] Tail { get; private init; } = [];

    public IReadOnlyDictionary<string, string> Labels { get; private init; } = s_none;

    /// <summary>The values of the kind's fields for selectors.</summary>
    public IReadOnlyList<string> Fields { get; private init; } = [];

    /// <summary>The identifiers of the owners.</summary>
    public IReadOnlyList<string> Owners { get; private init; } = [];

    public static string KeyOf(string? scope, string name) => string.IsNullOrEmpty(scope) ? name : $"{scope}/{name}";

    /// <summary>Creates an object that is only compared with others.</summary>
    public static StoredObject Probe(string key) => new(key);

    /// <summary>Creates a version of an object; 0 for an object that isn't stored.</summary>
    public static StoredObject Create(Kind kind, JsonObject value, long version)
    {
        var metadata = value.Object("metadata")!;
        if (version > 0)
            metadata["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture);
        var (scope, name) = (metadata.Text("namespace") ?? "", metadata.Text("name")!);
        return new StoredObject(KeyOf(scope, name))
        {
            Namespace = scope,
            Name = name,
            Uid = metadata.Text("uid") ?? "",
            Version = version,
            Tail = TailOf(value),
            Labels = LabelsOf(metadata),
            Fields = kind.Fields.Count == 0 ? [] : [.. kind.Fields.Select(field => FieldOf(value, field))],
            Owners = metadata.Array("ownerReferences") is { Count: > 0 }
                ? [.. metadata.Objects("ownerReferences").Select(owner => owner.Text("uid") ?? "")]
                : [],
        };
    }

    public JsonObject ToJson(Kind kind) => (JsonObject)JsonText.Parse([.. kind.Prefix, .. Tail])!;

    /// <summary>Returns the object with another version, as the last event of a watch shows it.</summary>
    public StoredObject At(long version, Kind kind) => Create(kind, ToJson(kind), version);

    private static byte[] TailOf(JsonObject value)
    {
        var buffer = new MemoryStream();
        using (var writer = JsonText.Writer(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, member) in value)
            {
                if (name is "apiVersion" or "kind")
                    continue;

                writer.WritePropertyName(name);
                if (member is null)
                    writer.WriteNullValue();
                else
                    member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return buffer.GetBuffer().AsSpan(1, (int)buffer.Length - 1).ToArray();
    }

    private static Dictionary<string, string> LabelsOf(JsonObject metadata)
        => metadata.Object("labels") is { Count: > 0 } labels
            ? labels.ToDictionary(label => label.Key, label => label.Value.Text() ?? "", StringComparer.Ordinal)
            : s_none;

    private static string FieldOf(JsonObject value, string field) => value.At(field.Split('.')) switch
    {
        null => "",
        JsonValue scalar => scalar.ToString(),
        var other => JsonText.Show(other),
    };
}
