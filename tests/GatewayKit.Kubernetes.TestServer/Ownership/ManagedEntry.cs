using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Json;

namespace GatewayKit.Kubernetes.TestServer.Ownership;

/// <summary>The fields of one manager.</summary>
internal sealed record ManagedEntry(string Manager, string Operation, string Subresource)
{
    public string ApiVersion { get; init; } = "";

    public string Time { get; init; } = "";

    public required FieldSet Fields { get; init; }

    public static ManagedEntry Parse(JsonObject source)
        => new(source.Text("manager") ?? "", source.Text("operation") ?? "", source.Text("subresource") ?? "")
        {
            ApiVersion = source.Text("apiVersion") ?? "",
            Time = source.Text("time") ?? "",
            Fields = FieldSet.Parse(source.Object("fieldsV1") ?? []),
        };

    public JsonNode ToJson()
    {
        var result = new JsonObject
        {
            ["manager"] = Manager,
            ["operation"] = Operation,
            ["apiVersion"] = ApiVersion,
            ["time"] = Time,
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = Fields.ToJson(),
        };
        if (Subresource.Length > 0)
            result["subresource"] = Subresource;
        return result;
    }

    public bool IsOf(ManagedEntry other)
        => (Manager, Operation, Subresource) == (other.Manager, other.Operation, other.Subresource);
}
