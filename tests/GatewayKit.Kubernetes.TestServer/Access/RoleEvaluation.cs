using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Serving;
using GatewayKit.Kubernetes.TestServer.Writing;

namespace GatewayKit.Kubernetes.TestServer.Access;

/// <summary>Evaluates the stored roles and their bindings.</summary>
internal sealed class RoleEvaluation(Cluster cluster)
{
    private const string Group = "rbac.authorization.k8s.io";

    public bool Allow(Identity identity, ResourceRequest request)
        => RulesOf(identity, request.Namespace).Any(rule => Allows(rule, request));

    private IEnumerable<JsonObject> RulesOf(Identity identity, string? scope)
    {
        var bindings = Read("clusterrolebindings").Concat(Read("rolebindings")
            .Where(binding => scope is not null && binding.Object("metadata").Text("namespace") == scope));
        return bindings
            .Where(binding => binding.Objects("subjects").Any(subject => Is(identity, subject, binding)))
            .SelectMany(RulesOf);
    }

    private IEnumerable<JsonObject> RulesOf(JsonObject binding)
    {
        var reference = binding.Object("roleRef");
        var role = cluster.Kinds[$"{(reference.Text("kind") == "Role" ? "roles" : "clusterroles")}.{Group}"];
        var stored = cluster.Find(role, binding.Object("metadata").Text("namespace"), reference.Text("name") ?? "");
        return stored?.ToJson(role).Objects("rules") ?? [];
    }

    private static bool Is(Identity identity, JsonObject subject, JsonObject binding) => subject.Text("kind") switch
    {
        "User" => subject.Text("name") == identity.User,
        "Group" => identity.Groups.Contains(subject.Text("name")!),
        "ServiceAccount" => identity.User == Identity.ServiceAccount(
            subject.Text("namespace") ?? binding.Object("metadata").Text("namespace") ?? "", subject.Text("name") ?? "").User,
        _ => false,
    };

    private static bool Allows(JsonObject rule, ResourceRequest request)
        => Has(rule, "verbs", request.Verb)
            && Has(rule, "apiGroups", request.Kind.Group)
            && (Has(rule, "resources", request.Resource)
                || (request.Subresource is not null && Has(rule, "resources", $"*/{request.Subresource}")))
            && (rule.Array("resourceNames") is not { Count: > 0 } names || names.Any(name => name.Text() == request.Name));

    private static bool Has(JsonObject rule, string list, string value)
        => rule.Array(list)?.Any(item => item.Text() is { } text && (text == "*" || text == value)) is true;

    private IEnumerable<JsonObject> Read(string plural)
    {
        var kind = cluster.Kinds[$"{plural}.{Group}"];
        return cluster.CollectionOf(kind).Objects.Select(stored => stored.ToJson(kind));
    }
}
