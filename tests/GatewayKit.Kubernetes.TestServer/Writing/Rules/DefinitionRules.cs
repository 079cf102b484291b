using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;

namespace GatewayKit.Kubernetes.TestServer.Writing.Rules;

/// <summary>Accepts CRDs and reports them as established.</summary>
internal sealed class DefinitionRules(TimeProvider time) : IKindRules
{
    public void Default(JsonObject value, JsonObject? previous)
    {
        var (spec, status) = (value.Ensure("spec"), value.Ensure("status"));
        var names = spec.Ensure("names");
        names.Default("singular", () => names.Text("kind")?.ToLowerInvariant());
        names.Default("listKind", () => names.Text("kind") + "List");
        spec.Default("conversion", () => new JsonObject { ["strategy"] = "None" });
        status["acceptedNames"] = spec["names"].Clone();
        status.Default("conditions", () => new JsonArray(
            Condition("NamesAccepted", "NoConflicts", "no conflicts found"),
            Condition("Established", "InitialNamesAccepted", "the initial names have been accepted")));
        status.Default("storedVersions", () => new JsonArray([.. spec.Objects("versions")
            .Where(version => version.Flag("storage"))
            .Select(version => version["name"].Clone())]));
    }

    public void Validate(JsonObject value, JsonObject? previous, List<FieldError> errors)
    {
        var spec = value.Object("spec");
        var name = value.Object("metadata").Text("name")!;
        var expected = $"{spec.Object("names").Text("plural")}.{spec.Text("group")}";
        if (name != expected)
            errors.Add(FieldError.Invalid("metadata.name", $"\"{name}\"", $"must be spec.names.plural+\".\"+spec.group (\"{expected}\")"));
        if (spec.Objects("versions").Count(version => version.Flag("storage")) != 1)
            errors.Add(FieldError.Invalid("spec.versions", "[]", "must have exactly one version marked as storage version"));
        if (spec.Text("scope") is not ("Namespaced" or "Cluster"))
            errors.Add(FieldError.Required("spec.scope"));
    }

    private JsonObject Condition(string type, string reason, string message) => new()
    {
        ["type"] = type,
        ["status"] = "True",
        ["lastTransitionTime"] = Metadata.Time(time.GetUtcNow()),
        ["reason"] = reason,
        ["message"] = message,
    };
}
