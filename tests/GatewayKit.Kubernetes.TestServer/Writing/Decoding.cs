using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Schemas;

namespace GatewayKit.Kubernetes.TestServer.Writing;

/// <summary>Checks the kind of an object that a client sent, and removes unknown fields.</summary>
internal static class Decoding
{
    private static readonly string[] s_optional = ["labels", "annotations", "finalizers", "ownerReferences"];

    public static JsonObject Decode(Kind kind, JsonNode? body, WriteContext context)
    {
        var value = body as JsonObject
            ?? throw ApiErrors.BadRequest($"the object provided is unrecognized (must be of type {kind.Name})");
        Report(kind, Prune(kind, value), context);
        return value;
    }

    /// <summary>Checks the kind and removes unknown and empty members.</summary>
    /// <returns>The paths of the unknown members.</returns>
    public static IReadOnlyList<string> Prune(Kind kind, JsonObject value)
    {
        CheckKind(kind, value);
        if (value["metadata"] is not JsonObject)
            value["metadata"] = new JsonObject();
        var unknown = Pruning.Prune(value, kind.Schema);
        foreach (var name in s_optional)
            if (value.Object("metadata")?[name] is JsonObject { Count: 0 } or JsonArray { Count: 0 })
                value.Object("metadata")!.Remove(name);
        return unknown;
    }

    private static void CheckKind(Kind kind, JsonObject value)
    {
        value.Default("apiVersion", () => kind.IsCustom ? null : kind.ApiVersion);
        value.Default("kind", () => kind.IsCustom ? null : kind.Name);
        if (value.Text("kind") is not { } name)
            throw ApiErrors.BadRequest($"Object 'Kind' is missing in '{JsonText.Show(value)}'");
        if (value.Text("apiVersion") != kind.ApiVersion)
            throw ApiErrors.BadRequest("the API version in the data "
                + $"({value.Text("apiVersion")}) does not match the expected API version ({kind.ApiVersion})");
        if (name != kind.Name)
            throw ApiErrors.Invalid(kind with { Name = name }, value.Object("metadata").Text("name") ?? "",
                [FieldError.Invalid("kind", $"\"{name}\"", $"must be {kind.Name}")]);
    }

    /// <summary>Checks that a patch didn't change the name.</summary>
    public static void CheckName(JsonObject value, string name)
    {
        if (value.Object("metadata").Text("name") is { } given && given != name)
            throw ApiErrors.BadRequest($"the name of the object ({given}) does not match the name on the URL ({name})");
    }

    private static void Report(Kind kind, IReadOnlyList<string> unknown, WriteContext context)
    {
        if (unknown.Count == 0)
            return;

        var messages = unknown.Select(field => $"unknown field \"{field}\"");
        if (context.Validation == FieldValidation.Warn)
            context.Warnings.AddRange(messages);
        else if (context.Validation == FieldValidation.Strict)
            throw ApiErrors.BadRequest(
                $"{kind.Name} in version \"{kind.Version}\" cannot be handled as a {kind.Name}: strict decoding error: "
                + string.Join(", ", messages));
    }
}
