using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Schemas;

namespace GatewayKit.Kubernetes.TestServer.Writing;

/// <summary>Checks the kind of an object that a client sent, and removes unknown fields.</summary>
internal static class Decoding
{
    public static JsonObject Decode(Kind kind, JsonNode? body, WriteContext context)
    {
        if (body is not JsonObject value)
            throw ApiErrors.BadRequest("the object provided is unrecognized (must be of type " + kind.Name + ")");

        value.Default("apiVersion", () => kind.IsCustom ? null : kind.ApiVersion);
        value.Default("kind", () => kind.IsCustom ? null : kind.Name);
        if (value.Text("kind") is not { } name)
            throw ApiErrors.BadRequest($"Object 'Kind' is missing in '{JsonText.Show(value)}'");
        if (value.Text("apiVersion") != kind.ApiVersion)
            throw ApiErrors.BadRequest("the API version in the data "
                + $"({value.Text("apiVersion")}) does not match the expected API version ({kind.ApiVersion})");
        if (name != kind.Name)
            throw ApiErrors.BadRequest($"the kind in the data ({name}) does not match the expected kind ({kind.Name})");

        if (value["metadata"] is not JsonObject)
            value["metadata"] = new JsonObject();
        Report(kind, Pruning.Prune(value, kind.Schema), context);
        return value;
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
